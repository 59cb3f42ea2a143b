import type { BundleEntryResult, CheckEntry } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { carryOut } from '../write/carry-out.ts';
import type { BoundedReading } from './bounded-reading.ts';
import type { BundleEntry } from './bundle-entry.ts';
import { failedAnswer } from './failed-answer.ts';
import { planSplit } from './plan-split.ts';
import { planTransaction } from './plan-transaction.ts';
import { type ReadTransaction, readTransaction, type WholeBundle } from './read-transaction.ts';
import { requireAnswerable } from './require-answerable.ts';
import type { SplitTransaction } from './split-transaction.ts';

/** A transaction, to be read whole or, where it can be, entry by entry. */
export interface TransactionSource {
  /** Entry by entry; undefined where it has to be read whole. */
  readonly split: SplitTransaction | undefined;
  /** @throws BaseplateError or RecordError for what is no transaction */
  whole(): WholeBundle;
}

/** What a transaction is carried out with. */
export interface TransactionOptions {
  readonly reading: BoundedReading;
  readonly check: CheckEntry | undefined;
  /** Called when its versions are made, or cannot be. */
  planned(): void;
}

/**
 * Carries out a transaction: everything it writes is one commit of the store, or nothing is written.
 *
 * Its reads are answered afterwards, from the state it has left. One that could not be answered refuses the whole before anything is written; one
 * that fails all the same (what it reads has gone in that moment, or a limit is crossed) says so in its place, since the rest stands.
 */
export async function runTransaction(
  parts: RecordParts,
  caller: Caller,
  { split, whole }: TransactionSource,
  { reading, check, planned }: TransactionOptions,
): Promise<readonly BundleEntryResult[]> {
  const readWhole = async () => {
    const all = await readTransaction(parts, caller, whole(), check);
    await reading.during(() => requireAnswerable(parts, caller, all.entries));
    return all;
  };
  let untried = split;
  let read: ReadTransaction | undefined = split === undefined ? await readWhole() : undefined;
  const plan = async () => {
    const first = untried;
    untried = undefined;
    const ahead = first === undefined ? undefined : await planSplit(atOneTime(parts), caller, first);
    if (ahead !== undefined) return ahead;
    read ??= await readWhole();
    return planTransaction(atOneTime(parts), caller, read.writing);
  };
  const answers = await carryOut(parts, caller, {
    action: 'transaction',
    key: 'transaction',
    plan: () => plan().finally(planned),
  });
  const all: BundleEntryResult[] = [];
  for (const entry of split?.entries ?? read?.entries ?? [])
    all.push(answers.get(entry.index) ?? (await answerReading(parts, entry, reading)));
  return all;
}

/** All versions of a transaction have one time: that of its planning. */
function atOneTime(parts: RecordParts): RecordParts {
  const { clock, logger } = parts.context;
  const now = clock.now();
  const randomBytes = (size: number) => parts.context.randomBytes(size);
  return { ...parts, context: { clock: { now: () => now }, logger, randomBytes } };
}

async function answerReading(
  parts: RecordParts,
  entry: BundleEntry,
  reading: BoundedReading,
): Promise<BundleEntryResult> {
  try {
    return await reading.read(entry);
  } catch (error) {
    return reading.failed(failedAnswer(parts, entry.index, entry, error));
  }
}
