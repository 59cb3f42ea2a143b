import { jsonTextCursor } from '../json/json-text-cursor.ts';
import type { TextSpan } from '../json/read-json.ts';

/** One member of an object in a text. */
export interface TextMember extends TextSpan {
  readonly key: string;
  /** Where its key begins; `start` and `end` are those of its value. */
  readonly opening: number;
}

/**
 * The members of the JSON object that begins at an offset, one after the other: who has found what it looks for reads no further.
 *
 * @param text - well-formed JSON, with `{` at `offset`, white space aside.
 */
export function* membersOf(text: string, offset: number): Generator<TextMember> {
  const cursor = jsonTextCursor(text, offset);
  cursor.enter();
  while (cursor.more()) {
    const opening = cursor.position();
    const key = cursor.key();
    const start = cursor.position();
    yield { key, opening, start, end: cursor.skip() };
  }
}

/** The texts of the items of the JSON array that begins at an offset. */
export function itemsOf(text: string, offset: number): readonly string[] {
  const cursor = jsonTextCursor(text, offset);
  const items: string[] = [];
  cursor.enter();
  while (cursor.more()) {
    const start = cursor.position();
    items.push(text.slice(start, cursor.skip()));
  }
  return items;
}
