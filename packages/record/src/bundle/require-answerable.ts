import { gone } from '../error/refusals.ts';
import { readHistory } from '../read/read-history.ts';
import { findVersion } from '../read/read-version.ts';
import { requireSearchable } from '../search/run-search.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { forEntry } from './at-entry.ts';
import { type BundleEntry, isReading } from './bundle-entry.ts';
import { historyOptions, searchOptions } from './run-reading.ts';

/**
 * Looks, before anything of a transaction is written, whether its reads can be answered: “in the case of a transaction all interactions or
 * operations either succeed or fail together” (R4 §3.1.0.11), and once the rest is written it cannot fail any more.
 *
 * What the transaction itself writes counts: what it puts will be there, and what it deletes will not. Nothing is given out here, so only refusals
 * are audited. What no look beforehand can tell (an operation's own failure, limits of an answer) is told afterwards, in its place.
 *
 * @throws RecordError as the read itself would
 */
export async function requireAnswerable(
  parts: RecordParts,
  caller: Caller,
  entries: readonly BundleEntry[],
): Promise<void> {
  const reading = entries.filter(isReading);
  if (reading.length === 0) return;
  const looking = { ...caller, trail: { ...caller.trail, access: async () => undefined } };
  const written = writtenBy(entries);
  for (const entry of reading) await forEntry(entry.index, () => requireOne(parts, looking, entry, written));
}

/** By `Type/id`: whether it will be there. */
type Written = ReadonlyMap<string, boolean>;

function writtenBy(entries: readonly BundleEntry[]): Written {
  const written = new Map<string, boolean>();
  for (const { method, target } of entries) {
    if (target.kind !== 'instance' || (method !== 'PUT' && method !== 'DELETE')) continue;
    written.set(`${target.type}/${target.id}`, method === 'PUT');
  }
  return written;
}

async function requireOne(parts: RecordParts, caller: Caller, entry: BundleEntry, written: Written): Promise<void> {
  const { target } = entry;
  if (target.kind === 'operation') return;
  if (target.kind === 'instance') {
    const will = target.versionId === undefined ? written.get(`${target.type}/${target.id}`) : undefined;
    if (will === true) return;
    await findVersion(parts, caller, target);
    if (will === false) throw gone(`The transaction deletes this ${target.type}, so it cannot be read afterwards.`);
    return;
  }
  if (target.kind === 'history') {
    const options = historyOptions(target);
    const { type, id } = options;
    if (id !== undefined && !written.get(`${type}/${id}`)) await readHistory(parts, caller, { ...options, count: 1 });
    return;
  }
  await requireSearchable(parts, caller, searchOptions(target));
}
