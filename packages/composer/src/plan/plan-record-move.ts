import { isBaseplateError, type ModuleContext, type ModuleReference, type RecordStore } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { openRecordsInForce } from '../applied/open-records-in-force.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { shadowNoteFile } from '../ledger/shadow-note.ts';
import { type Admission, unasked } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { soleMove } from '../sharing/sole-move.ts';
import type { ChangeOverStep } from './assembly-plan.ts';
import { checkRecordTarget } from './check-record-target.ts';
import { type RecordFacts, recordFacts } from './record-facts.ts';

/** A record that is to go from one store to another. */
export interface RecordMoveOptions {
  readonly from: ModuleReference;
  readonly to: ModuleReference;
  readonly ledger: Ledger;
  readonly entry: LedgerEntry;
  readonly context: ModuleContext;
  readonly admission: Admission;
  /** Whether the record searches full text, or is to. */
  readonly fullText: boolean;
  /** The processes that serve now, in words. */
  whoServes(): Promise<readonly string[]>;
  /** An earlier run of the same change-over has begun to fill the target. */
  readonly resumes: boolean;
  /** So has one that was given up. */
  readonly isLeft: boolean;
}

/** What the move of a record comes to. */
export interface PlannedRecordMove {
  /** What the step says beside where it goes. */
  readonly step: Pick<ChangeOverStep, 'items' | 'bytes' | 'losses' | 'shadow'>;
  readonly problems: readonly string[];
  /** The target holds what a change-over that was given up has left in it. */
  readonly goesOn: boolean;
}

/** Asks both stores what there is to move, what cannot go over, and what stands in the way. */
export async function planRecordMove(options: RecordMoveOptions): Promise<PlannedRecordMove> {
  const { from, to, ledger, entry, context } = options;
  const problems: string[] = [];
  let facts: RecordFacts | undefined;
  try {
    // What is in force serves already.
    const store = await loadModule<RecordStore>(from, unasked);
    const sole = await soleMove({ ...options, reference: from, store, command: 'baseplate apply' });
    if (sole === undefined) facts = await factsOf(options);
    else problems.push(sole);
  } catch (error) {
    const why = isBaseplateError(error) ? error.message : 'It cannot be opened.';
    problems.push(`data.records, ${nameOf(from)}, which is in force: ${why}`);
  }
  const told = await shadowNoteFile(ledger.directory, to).read();
  const { since: follows } = entry.data.records;
  const note = told === undefined ? undefined : { note: told, follows, now: context.clock.now() };
  const { losses, shadow, goesOn, ...checked } = await checkRecordTarget({ ...options, facts, note, reference: to });
  const { held: _, ...amount } = facts ?? {};
  const left = Math.max(0, (facts?.items ?? 0) - (shadow?.versions ?? 0));
  const step = {
    ...amount,
    ...(losses.length === 0 ? {} : { losses }),
    ...(shadow === undefined ? {} : { shadow: { ...shadow, left } }),
  };
  return { step, problems: [...problems, ...checked.problems], goesOn };
}

async function factsOf({ from, to, ledger, entry, context, admission }: RecordMoveOptions): Promise<RecordFacts> {
  const inDetail = await takesNoHistory(to, admission);
  const { records, stop } = await openRecordsInForce({ reference: from, context, known: { ledger, entry } });
  try {
    return await recordFacts(records, inDetail);
  } finally {
    await stop();
  }
}

/** Whether a target gives numbers and times of its own; what else is wrong with it is told when it is opened. */
async function takesNoHistory(reference: ModuleReference, admission: Admission): Promise<boolean> {
  const store = await loadModule<RecordStore>(reference, admission).catch(() => undefined);
  return store?.capabilities.verbatimHistory.support === 'unsupported';
}
