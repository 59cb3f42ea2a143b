import { isJsonObject, type JsonObject } from './json-value.ts';
import { type ParsedResource, parseResource } from './parsed-resource.ts';

/** A Bundle whose entries' resources are still bytes, each to be read by itself. */
export interface SplitBundle {
  /** The Bundle, with a number in place of each entry's resource. */
  readonly bundle: JsonObject;
  /** Its entries, each with a resource of its own. */
  readonly entries: readonly JsonObject[];
  /** The text of an entry's resource, as it stands in the Bundle; it need be neither JSON nor a resource. */
  textOf(index: number): string;
}

/** What a Bundle that is taken apart may hold. */
export interface SplitLimits {
  /** Greatest nesting of objects and arrays. */
  readonly maxDepth: number;
  /** A Bundle with more entries is not taken apart, nor gone through to its end. */
  readonly maxEntries: number;
}

/** How deep an entry's resource stands in a Bundle: below the Bundle, its list and the entry. */
export const entryDepth = 3;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Takes a Bundle apart without making anything of its entries' resources: what is made of each one can be gone before the next is read.
 *
 * If the text of every entry's resource is a JSON object, the whole is the JSON text of the Bundle with these resources in their places.
 * A Bundle of which that cannot be said without reading it whole is not taken apart.
 *
 * @param bytes - UTF-8.
 * @returns undefined for anything but a Bundle every entry of which has an object as its resource; what is wrong with it is told by reading it whole.
 */
export function splitBundle(bytes: Uint8Array, limits: SplitLimits): SplitBundle | undefined {
  try {
    return split(bytes, limits);
  } catch {
    // The reader of the whole text tells what is wrong, and where.
    return undefined;
  }
}

function split(bytes: Uint8Array, limits: SplitLimits): SplitBundle | undefined {
  const { starts, ends } = resourcesIn(bytes, limits.maxEntries);
  if (starts.length > limits.maxEntries) return undefined;
  let text = '';
  let from = hasByteOrderMark(bytes) ? 3 : 0;
  for (const [index, start] of starts.entries()) {
    text += decoder.decode(bytes.subarray(from, start)) + index;
    from = ends[index] ?? bytes.length;
  }
  const { resource: bundle }: ParsedResource = parseResource(text + decoder.decode(bytes.subarray(from)), limits);
  const { entry: entries } = bundle;
  if (!Array.isArray(entries) || entries.length !== starts.length) return undefined;
  // Every number stands where it was put: no key twice, nothing that only looks like an entry.
  if (!entries.every((entry, index) => isJsonObject(entry) && entry.resource === index)) return undefined;
  return {
    bundle,
    entries: entries.filter(isJsonObject),
    textOf: (index) => decoder.decode(bytes.subarray(starts[index], ends[index])),
  };
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

const quote = 0x22;
const backslash = 0x5c;
const openingBrace = 0x7b;
const openingBracket = 0x5b;

/** Where `resource` begins and ends in each item of the outermost `entry`, if there are no more than so many; of what is no JSON, anything. */
function resourcesIn(
  bytes: Uint8Array,
  most: number,
): { readonly starts: readonly number[]; readonly ends: readonly number[] } {
  const starts: number[] = [];
  const ends: number[] = [];
  const cursor = { bytes, at: 0 };
  members(cursor, (key) => {
    if (key !== 'entry' || next(cursor) !== openingBracket) return skip(cursor);
    cursor.at += 1;
    while (next(cursor) === openingBrace) {
      if (starts.length > most) {
        cursor.at = bytes.length;
        return;
      }
      members(cursor, (name) => {
        const start = cursor.at;
        const isResource = name === 'resource' && next(cursor) === openingBrace;
        skip(cursor);
        if (!isResource) return;
        starts.push(bytes.indexOf(openingBrace, start));
        ends.push(cursor.at);
      });
      if (next(cursor) === 0x2c) cursor.at += 1;
    }
    cursor.at += 1;
  });
  return { starts, ends };
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** The next byte that is no white space; undefined at the end. */
function next(cursor: Cursor): number | undefined {
  const { bytes } = cursor;
  let code = bytes[cursor.at];
  while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
    cursor.at += 1;
    code = bytes[cursor.at];
  }
  return code;
}

/** Goes through the object at the cursor; `visit` is to go over the value of each key. */
function members(cursor: Cursor, visit: (key: string) => void): void {
  const { bytes } = cursor;
  cursor.at = bytes.indexOf(openingBrace, cursor.at) + 1;
  while (next(cursor) === quote) {
    const start = cursor.at + 1;
    cursor.at = stringEnd(bytes, cursor.at);
    const key = keyOf(bytes, start, cursor.at - 1);
    if (next(cursor) === 0x3a) cursor.at += 1;
    visit(key);
    if (next(cursor) === 0x2c) cursor.at += 1;
  }
  cursor.at += 1;
}

/** The two keys that are looked for; any other is as good as none. */
function keyOf(bytes: Uint8Array, start: number, end: number): string {
  if (isWord(bytes, start, end, 'resource')) return 'resource';
  return isWord(bytes, start, end, 'entry') ? 'entry' : '';
}

function isWord(bytes: Uint8Array, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return false;
  for (let at = 0; at < word.length; at += 1) if (bytes[start + at] !== word.charCodeAt(at)) return false;
  return true;
}

/** Goes over one value. */
function skip(cursor: Cursor): void {
  const { bytes } = cursor;
  const code = next(cursor);
  if (code === quote) cursor.at = stringEnd(bytes, cursor.at);
  else cursor.at = code === openingBrace || code === openingBracket ? nestedEnd(bytes, cursor.at) : scalarEnd(cursor);
}

function stringEnd(bytes: Uint8Array, opening: number): number {
  const { length } = bytes;
  let at = opening + 1;
  while (at < length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at + 1;
}

function nestedEnd(bytes: Uint8Array, opening: number): number {
  const { length } = bytes;
  let depth = 0;
  for (let at = opening; at < length; at += 1) {
    const code = bytes[at];
    if (code === quote) at = stringEnd(bytes, at) - 1;
    else if (code === openingBrace || code === openingBracket) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return length;
}

/** A number, or true, false or null: up to a comma, bracket, white space or the end. */
function scalarEnd({ bytes, at: start }: Cursor): number {
  const { length } = bytes;
  let at = start;
  for (let code = bytes[at] ?? 0; at < length && code > 0x20 && code !== 0x2c && code !== 0x5d && code !== 0x7d; ) {
    at += 1;
    code = bytes[at] ?? 0;
  }
  // What stands where no value can is gone over too, so that every search comes to an end.
  return Math.max(at, start + 1);
}
