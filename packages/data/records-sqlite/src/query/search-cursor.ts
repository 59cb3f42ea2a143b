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
  // JSON has no infinities, and a number may be one.
  const written = values.map((value) => (typeof value === 'number' ? [String(value)] : value));
  return Buffer.from(JSON.stringify([markOf(query), written, type, id])).toString('base64url');
}

/** Reads it back; fails `query-invalid` if it is damaged or belongs to another query. */
export function readSearchCursor(query: Query, cursor: string): SearchPosition {
  const [mark, written, type, id] = parsed(cursor);
  if (mark !== markOf(query) || !Array.isArray(written) || typeof type !== 'string' || typeof id !== 'string') {
    throw cursorInvalid();
  }
  if (written.length !== (query.sort ?? []).length) throw cursorInvalid();
  return { values: written.map(readValue), type, id };
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
  if (Array.isArray(written) && typeof written[0] === 'string' && !Number.isNaN(Number(written[0])))
    return Number(written[0]);
  throw cursorInvalid();
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
