import { hash } from 'node:crypto';
import { BaseplateError, type Query } from '@baseplate-epr/contracts';

/** A sort key's value; null where the resource has none. */
export type SortValue = string | number | null;

/** Where a page ended. */
export interface SearchPosition {
  readonly values: readonly SortValue[];
  readonly type: string;
  readonly id: string;
}

/** Writes where a page ended, with a mark of the query it belongs to. */
export function writeSearchCursor(query: Query, { values, type, id }: SearchPosition): string {
  // Numbers as text in a list of one: JSON has no infinities.
  const written = values.map((value) => (typeof value === 'number' ? [String(value)] : value));
  return Buffer.from(JSON.stringify([markOf(query), type, id, written])).toString('base64url');
}

/** Reads it back; fails `query-invalid` if it is damaged or belongs to another query. */
export function readSearchCursor(query: Query, cursor: string): SearchPosition {
  const [mark, type, id, written] = parsed(cursor);
  const fits = mark === markOf(query) && typeof type === 'string' && typeof id === 'string';
  if (!fits || !Array.isArray(written) || written.length !== (query.sort ?? []).length) throw cursorInvalid();
  return { type, id, values: written.map(readValue) };
}

/** The error for a cursor that does not belong to the query it came with. Says nothing of its content. */
export function cursorInvalid(): BaseplateError {
  return new BaseplateError({
    code: 'query-invalid',
    message:
      'The cursor is damaged or belongs to another query. Use it unchanged, with the query whose answer it came from.',
  });
}

function readValue(written: unknown): SortValue {
  if (written === null || typeof written === 'string') return written;
  const [digits] = Array.isArray(written) ? written : [];
  if (typeof digits !== 'string' || Number.isNaN(Number(digits))) throw cursorInvalid();
  return Number(digits);
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return []; // Not JSON, so not a cursor; the caller says so.
  }
}

function markOf({ types, where, sort }: Query): string {
  return hash('sha256', JSON.stringify([types, where, sort]), 'hex').slice(0, 16);
}
