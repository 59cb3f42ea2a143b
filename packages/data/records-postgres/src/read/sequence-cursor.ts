import { cursorInvalid } from '../query/search-cursor.ts';

/** Writes a place in the order of commits. */
export function writeSequenceCursor(method: 'changes' | 'history', position: number): string {
  return `${method}-${position}`;
}

/** Reads it back; fails `query-invalid` if it is of another method or damaged. */
export function readSequenceCursor(method: 'changes' | 'history', cursor: string): number {
  const position = Number(cursor.slice(method.length + 1));
  const isPosition = Number.isSafeInteger(position) && position >= 0;
  if (isPosition && cursor === writeSequenceCursor(method, position)) return position;
  throw cursorInvalid();
}
