import type { Fence, IndexedVersion, IndexOptions, StoredVersion } from '@baseplate-epr/contracts';
import { nameOf } from '../resources.ts';
import type { HeldRecord, IndexedResource } from './held-record.ts';

/**
 * One change of a record, planned and not yet made: plain data, which survives JSON as long as its numbers are finite. A store makes it
 * durable, and applies it then; to open a store is to apply all its changes in their order.
 */
export type RecordChange =
  | { readonly kind: 'versions'; readonly versions: readonly IndexedVersion[]; readonly generation: number }
  | ({ readonly kind: 'entries' } & IndexOptions)
  | ({ readonly kind: 'fence' } & Fence);

/** Makes a change. It was planned on this very state, or stood at this place among the changes that are kept. */
export function applyChange(held: HeldRecord, change: RecordChange): void {
  if (change.kind === 'versions') for (const version of change.versions) append(held, version, change.generation);
  else if (change.kind === 'entries') replaceEntries(held, change);
  else held.fence = { epoch: change.epoch, successor: change.successor };
}

function append(held: HeldRecord, indexed: IndexedVersion, generation: number): void {
  const { entries, ...given } = structuredClone(indexed);
  const version: StoredVersion = Object.freeze(given);
  const name = nameOf(version);
  held.log.push(version);
  const versions = held.versions.get(name);
  if (versions === undefined) held.versions.set(name, [version]);
  else versions.push(version);
  held.current.set(name, { version, entries, generation });
  held.digests.add(version);
}

function replaceEntries(held: HeldRecord, { generation, closes = false, entries }: IndexOptions): void {
  for (const replacement of entries) {
    const current = held.current.get(nameOf(replacement));
    if (current === undefined || !takesEntries(current, replacement.versionId, generation)) continue;
    const { version } = current;
    held.current.set(nameOf(version), { version, entries: structuredClone(replacement.entries), generation });
  }
  if (closes) held.leastGeneration = Math.max(held.leastGeneration, generation);
}

/** Whether entries for a version replace what a resource has: it is still the newest, and has no entries of a later generation. */
export function takesEntries(current: IndexedResource | undefined, versionId: string, generation: number): boolean {
  return current !== undefined && current.version.versionId === versionId && current.generation <= generation;
}
