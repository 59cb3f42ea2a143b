import { cursorInvalid, readCursor, writeCursor } from '@baseplate-epr/record-query';
import type { LoggedVersion } from '../book/version-log.ts';

/** Before every version. */
export const beginning: LoggedVersion = { lastUpdated: Number.MIN_SAFE_INTEGER, type: '', id: '', number: 0 };

/** Writes where a page ended: the last version on it. */
export function writePlace(kind: string, { lastUpdated, type, id, number }: LoggedVersion): string {
  return writeCursor(kind, [lastUpdated, type, id, number]);
}

/** Reads it back. @throws BaseplateError `query-invalid` */
export function readPlace(kind: string, cursor: string): LoggedVersion {
  const place = readCursor(kind, cursor);
  const [lastUpdated, type, id, number]: unknown[] = Array.isArray(place) ? place : [];
  if (
    typeof lastUpdated !== 'number' ||
    typeof type !== 'string' ||
    typeof id !== 'string' ||
    typeof number !== 'number'
  ) {
    throw cursorInvalid();
  }
  return { lastUpdated, type, id, number };
}
