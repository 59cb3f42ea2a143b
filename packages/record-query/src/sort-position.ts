import type { IndexEntry, ResourceKey, SortKey } from '@baseplate-epr/contracts';
import { compareBytes, compareKeys } from './compare-bytes.ts';
import type { CurrentResource } from './resources.ts';

/** A sort key's value; null where the resource has none. */
export type SortValue = string | number | null;

/** Where a resource stands in a sorted answer. */
export interface SortPosition extends ResourceKey {
  readonly values: readonly SortValue[];
}

/** The place of a resource by these keys. */
export function sortPosition(resource: CurrentResource, keys: readonly SortKey[]): SortPosition {
  const { type, id } = resource.version;
  return { values: keys.map((key) => sortValue(resource, key)), type, id };
}

/** Orders positions made with these keys. */
export function comparePositions(left: SortPosition, right: SortPosition, keys: readonly SortKey[]): number {
  for (const [index, { direction }] of keys.entries()) {
    const order = compareNullsLast(left.values[index] ?? null, right.values[index] ?? null, direction);
    if (order !== 0) return order;
  }
  return compareKeys(left, right);
}

function sortValue({ version, entries }: CurrentResource, key: SortKey): SortValue {
  if (key.parameter === '_id') return version.id;
  if (key.parameter === '_lastUpdated') return version.lastUpdated;
  const values = entries
    .filter((entry) => entry.parameter === key.parameter && entry.kind === key.entry && sorts(entry))
    .map((entry) => entryValue(entry, key.direction))
    .sort(compareValues);
  return values.at(key.direction === 'ascending' ? 0 : -1) ?? null;
}

/** The end of a text, from a later word on, is there to be found. */
function sorts(entry: IndexEntry): boolean {
  return entry.kind !== 'string' || entry.exact !== '';
}

function entryValue(entry: IndexEntry, direction: SortKey['direction']): string | number {
  switch (entry.kind) {
    case 'token':
      return entry.code;
    case 'text':
      return entry.words;
    case 'string':
    case 'uri':
      return entry.value;
    case 'date':
    case 'number':
    case 'quantity':
      return direction === 'ascending' ? entry.low : entry.high;
    case 'reference':
      return entry.type === '' ? entry.url : `${entry.type}/${entry.id}`;
  }
}

function compareNullsLast(left: SortValue, right: SortValue, direction: SortKey['direction']): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const order = compareValues(left, right);
  return direction === 'ascending' ? order : -order;
}

function compareValues(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return compareBytes(String(left), String(right));
}
