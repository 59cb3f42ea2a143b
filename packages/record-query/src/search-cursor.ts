import type { SortKey } from '@baseplate-epr/contracts';
import { cursorInvalid, readCursor, writeCursor } from './cursor.ts';
import type { SortPosition, SortValue } from './sort-position.ts';

/** Writes where a page ended. */
export function writeSearchCursor(keys: readonly SortKey[], { values, type, id }: SortPosition): string {
  return writeCursor(cursorKind(keys), [values, type, id]);
}

/** Reads it back; fails `query-invalid` if it was made with other sort keys, or not by this store. */
export function readSearchCursor(keys: readonly SortKey[], cursor: string): SortPosition {
  const position = readCursor(cursorKind(keys), cursor);
  if (!Array.isArray(position)) throw cursorInvalid();
  const [values, type, id]: unknown[] = position;
  if (!isSortValues(values) || typeof type !== 'string' || typeof id !== 'string') throw cursorInvalid();
  return { values, type, id };
}

function cursorKind(keys: readonly SortKey[]): string {
  return JSON.stringify(['search', keys.map(({ parameter, entry, direction }) => [parameter, entry, direction])]);
}

function isSortValues(values: unknown): values is readonly SortValue[] {
  return (
    Array.isArray(values) &&
    values.every((value) => value === null || typeof value === 'string' || typeof value === 'number')
  );
}
