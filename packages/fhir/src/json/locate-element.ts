import { jsonTextCursor } from './json-text-cursor.ts';

/** Where an element stands in a text: its key, or the item of an array. Both from 1, in UTF-16 code units. */
export interface ElementLocation {
  readonly line: number;
  readonly column: number;
}

/**
 * Where an element stands in the JSON text of a resource, by its path in FHIRPath's simple form (`Patient.name[0].given`); of one that is
 * not there, where the last one on the way to it stands.
 *
 * @param text - well-formed JSON.
 * @param start - where the resource begins in it; default: at its beginning.
 */
export function locateElement(text: string, expression: string, start = 0): ElementLocation {
  const offset = offsetOf(text, expression, start);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return { line: text.slice(0, lineStart).split('\n').length, column: offset - lineStart + 1 };
}

function offsetOf(text: string, expression: string, start: number): number {
  const steps = [...expression.matchAll(/\.([A-Za-z]+)|\[(\d+)\]/g)];
  let offset = jsonTextCursor(text, start).position();
  let value = offset;
  for (const [, name, index] of steps) {
    const found = name === undefined ? itemAt(text, value, Number(index)) : memberAt(text, value, name);
    if (found === undefined) break;
    ({ offset, value } = found);
  }
  return offset;
}

interface Found {
  /** Where to point. */
  readonly offset: number;
  /** Where the value begins. */
  readonly value: number;
}

function itemAt(text: string, start: number, index: number): Found | undefined {
  if (text[start] !== '[') return undefined;
  const cursor = jsonTextCursor(text, start);
  cursor.enter();
  for (let at = 0; cursor.more(); at += 1) {
    const value = cursor.position();
    if (at === index) return { offset: value, value };
    cursor.skip();
  }
  return undefined;
}

/** The member of this name, of a choice of this name (`valueQuantity`), or what stands beside a primitive (`_birthDate`). */
function memberAt(text: string, start: number, name: string): Found | undefined {
  if (text[start] !== '{') return undefined;
  const cursor = jsonTextCursor(text, start);
  cursor.enter();
  let choice: Found | undefined;
  while (cursor.more()) {
    const offset = cursor.position();
    const key = cursor.key();
    const found = { offset, value: cursor.position() };
    if (key === name) return found;
    const plain = key.startsWith('_') ? key.slice(1) : key;
    if (plain === name || (plain.startsWith(name) && /^[A-Z]/.test(plain.slice(name.length)))) choice ??= found;
    cursor.skip();
  }
  return choice;
}
