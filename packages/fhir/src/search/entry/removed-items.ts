import type { IndexEntry, ReferenceEntry } from '@baseplate-epr/contracts';
import { addEntry, asList, asObject, type EntrySink } from './entry-sink.ts';
import { reference } from './reference-entries.ts';

/** Name of the entries for what a List marks as deleted and does not name besides. */
export const removedItemParameter = 'item:removed';

/**
 * Notes what a List says is no longer on it: “the item included in the list isn't actually part of the list anymore”
 * (https://hl7.org/fhir/R4/list-definitions.html#List.entry.deleted). `List?item=` finds the List that mentions it; `_list=` must not find it.
 */
export function removedItems(sink: EntrySink, list: unknown): void {
  const entries = asList(asObject(list)?.entry).map((entry) => asObject(entry) ?? {});
  const removed = entries.filter(({ deleted }) => deleted === true);
  if (removed.length === 0) return;
  const kept = new Set(
    targetsOf(
      sink,
      entries.filter(({ deleted }) => deleted !== true),
    ).map(nameOf),
  );
  for (const entry of targetsOf(sink, removed)) if (!kept.has(nameOf(entry))) addEntry(sink, 0, entry);
}

function targetsOf(
  { baseUrl, contained, most }: EntrySink,
  entries: readonly Readonly<Record<string, unknown>>[],
): readonly ReferenceEntry[] {
  const found: IndexEntry[] = [];
  for (const { item } of entries)
    reference({ entries: found, baseUrl, contained, most }, removedItemParameter, 0, item);
  return found.filter((entry) => entry.kind === 'reference');
}

function nameOf({ type, id, url }: ReferenceEntry): string {
  return JSON.stringify([type, id, url]);
}
