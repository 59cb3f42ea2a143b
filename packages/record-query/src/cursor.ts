import { Buffer } from 'node:buffer';
import { BaseplateError } from '@baseplate-epr/contracts';

/** Writes a cursor of a kind (what it belongs to) with its position. */
export function writeCursor(kind: string, position: unknown): string {
  return Buffer.from(JSON.stringify([kind, position])).toString('base64url');
}

/** The position in a cursor, or undefined if it is not one of this kind. */
export function readCursor(kind: string, cursor: string): unknown {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) && parsed.length === 2 && parsed[0] === kind ? parsed[1] : undefined;
  } catch {
    return undefined; // Not JSON, so not a cursor; the caller says so.
  }
}

/** The error for a cursor that does not belong to the query it came with. Says nothing of its content. */
export function cursorInvalid(): BaseplateError {
  return new BaseplateError({
    code: 'query-invalid',
    message: 'The cursor does not belong to this query. Use it with the query whose answer it came from, unchanged.',
  });
}

/** The number in a cursor; absent cursors mean `otherwise`. */
export function readNumberCursor(kind: string, cursor: string | undefined, otherwise: number): number {
  if (cursor === undefined) return otherwise;
  const position = readCursor(kind, cursor);
  if (typeof position !== 'number' || !Number.isSafeInteger(position) || position < 0) throw cursorInvalid();
  return position;
}
