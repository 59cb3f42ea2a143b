import { cursorInvalid } from '../query/search-cursor.ts';

/** Writes a place in the order of commits. */
export function writeSequenceCursor(kind: string, sequence: number): string {
  return `${kind}-${sequence}`;
}

/** Reads it back; fails `query-invalid` if it is of another kind or damaged. */
export function readSequenceCursor(kind: string, cursor: string): number {
  const sequence = Number(cursor.slice(kind.length + 1));
  if (cursor === writeSequenceCursor(kind, sequence) && Number.isSafeInteger(sequence) && sequence >= 0)
    return sequence;
  throw cursorInvalid();
}
