import { type BundleScope, bundleScope, type JsonValue, type ParsedResource } from '@baseplate-epr/fhir';
import { badValue } from '../error/refusals.ts';
import { requireType } from '../read/read-version.ts';
import { requireLength } from '../resource-limit.ts';
import type { BundleEntryResult, CheckEntry } from '../session/bundle-types.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { Interaction } from '../session/record-session.ts';
import { carryOut } from '../write/carry-out.ts';
import { newId } from '../write/new-id.ts';
import { requireOwnReferences } from '../write/own-reference.ts';
import { readPatch } from '../write/read-patch.ts';
import { checkResource } from '../write/read-resource.ts';
import { requireReadAndUpdate } from '../write/readable-current.ts';
import { forEntry, forEntryNow } from './at-entry.ts';
import type { Reading } from './bounded-reading.ts';
import { breather } from './breather.ts';
import { type BundleEntry, type EntryMethod, isReading } from './bundle-entry.ts';
import { failedAnswer } from './failed-answer.ts';
import { requireDistinctFullUrls } from './full-urls.ts';
import { planTransaction } from './plan-transaction.ts';
import { readEntry } from './read-entry.ts';
import type { WritingEntry } from './resolved-entry.ts';

const interactions: Readonly<Partial<Record<EntryMethod, Interaction>>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'update',
  DELETE: 'delete',
};

/** What a transaction is carried out with. */
export interface TransactionOptions {
  readonly reading: Reading;
  readonly check: CheckEntry | undefined;
  /** Called when its versions are made, or cannot be. */
  planned(): void;
}

/**
 * Carries out a transaction: everything it writes is one commit of the store, or nothing is written.
 *
 * Its reads are answered afterwards, from the state it has left; one that fails says so in its place, since the rest stands.
 */
export async function runTransaction(
  parts: RecordParts,
  caller: Caller,
  bundle: ParsedResource,
  raw: readonly JsonValue[],
  { reading, check, planned }: TransactionOptions,
): Promise<readonly BundleEntryResult[]> {
  const options = { baseUrl: parts.baseUrl(), check };
  const breathe = breather();
  const around = bundleScope(bundle.resource);
  const entries: BundleEntry[] = [];
  const writing: WritingEntry[] = [];
  for (const [index, json] of raw.entries()) {
    const pause = breathe();
    if (pause !== undefined) await pause;
    const entry = forEntryNow(index, () => readEntry(bundle, json, index, options));
    entries.push(entry);
    if (!isReading(entry)) writing.push(await forEntry(index, () => readWriting(parts, caller, entry, around)));
  }
  requireDistinctFullUrls(entries);
  const answers = await carryOut(parts, caller, {
    action: 'transaction',
    key: 'transaction',
    plan: () => planTransaction(atOneTime(parts), caller, writing).finally(planned),
  });
  const all: BundleEntryResult[] = [];
  for (const entry of entries) all.push(answers.get(entry.index) ?? (await answerReading(parts, entry, reading)));
  return all;
}

/** All versions of a transaction have one time: that of its planning. */
function atOneTime(parts: RecordParts): RecordParts {
  const { clock, logger } = parts.context;
  const now = clock.now();
  const randomBytes = (size: number) => parts.context.randomBytes(size);
  return { ...parts, context: { clock: { now: () => now }, logger, randomBytes } };
}

async function readWriting(
  parts: RecordParts,
  caller: Caller,
  entry: BundleEntry,
  around: BundleScope,
): Promise<WritingEntry> {
  const { target, parsed, patch: input, method } = entry;
  const interaction = interactions[method];
  if ((target.kind !== 'type' && target.kind !== 'instance') || interaction === undefined) {
    throw badValue('The method of the request does not go with its URL.');
  }
  await requireType(caller, target.type, interaction, 'transaction');
  if (input !== undefined) await requireReadAndUpdate(caller, target.type, 'patch');
  const patch = input === undefined ? {} : { patch: readPatch(input, parts.limits) };
  const id = target.kind === 'instance' ? target.id : newId((size) => parts.context.randomBytes(size));
  if (parsed === undefined) return { entry, read: undefined, id, ...patch };
  requireLength(parsed, parts.limits);
  requireOwnReferences(parsed, parts.baseUrl());
  const expected = target.kind === 'instance' ? { type: target.type, id: target.id } : { type: target.type };
  return { entry, read: checkResource(parsed, expected, parts.profiles.forWrites, around), id };
}

async function answerReading(parts: RecordParts, entry: BundleEntry, reading: Reading): Promise<BundleEntryResult> {
  try {
    return await reading(entry);
  } catch (error) {
    return failedAnswer(parts, entry.index, entry, error);
  }
}
