import { jsonTextCursor } from '../json/json-text-cursor.ts';
import type { TextEdit } from '../json/splice-text.ts';

/** Members to set, in the order in which missing ones are inserted; undefined leaves a member as it is. */
export type WantedMembers = Readonly<Record<string, string | undefined>>;

/** The wanted members as JSON text, without braces. */
export function memberText(members: WantedMembers): string {
  let text = '';
  for (const key in members) {
    const value = members[key];
    if (value !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${JSON.stringify(value)}`;
  }
  return text;
}

/**
 * Edits that set members of the JSON object which starts at an offset; missing ones are inserted at its beginning.
 *
 * @param text - well-formed JSON, with `{` at `offset`.
 */
export function memberEdits(text: string, offset: number, wanted: WantedMembers): readonly TextEdit[] {
  const cursor = jsonTextCursor(text, offset);
  const missing = { ...wanted };
  const edits: TextEdit[] = [];
  let empty = true;
  cursor.enter();
  while (cursor.more()) {
    empty = false;
    const key = cursor.key();
    const start = cursor.position();
    const end = cursor.skip();
    const value = Object.hasOwn(wanted, key) ? wanted[key] : undefined;
    if (value === undefined) continue;
    delete missing[key];
    const replacement = JSON.stringify(value);
    if (text.slice(start, end) !== replacement) edits.push({ start, end, replacement });
  }
  const inserted = memberText(missing);
  if (inserted === '') return edits;
  return [...edits, { start: offset + 1, end: offset + 1, replacement: empty ? inserted : `${inserted},` }];
}
