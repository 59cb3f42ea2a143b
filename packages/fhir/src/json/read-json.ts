import { jsonFault, tooDeep, tooLong } from './json-fault.ts';
import { type JsonLimits, resolveJsonLimits } from './json-limits.ts';
import type { JsonArray, JsonObject, JsonValue } from './json-value.ts';
import { keyAt } from './key-cache.ts';
import { newJsonObject } from './new-json-object.ts';
import { readEscapedString } from './read-string.ts';

/** A stretch of a text: from `start` up to, not including, `end`. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** What {@link readJson} found. */
export interface JsonReading {
  readonly value: JsonValue;
  /** Digits that `Number` does not give back, by container and key. */
  readonly digits: ReadonlyMap<object, ReadonlyMap<string | number, string>>;
  /** Where every object with a `resourceType` stands. */
  readonly spans: ReadonlyMap<object, TextSpan>;
}

/**
 * Reads a JSON text in one pass.
 *
 * @throws BaseplateError `input-invalid` for anything that is not exactly RFC 8259, for duplicate keys, lone surrogates and
 * control characters FHIR does not allow; `limit-exceeded` beyond a limit. Messages name the place, never the content.
 */
export function readJson(text: string, limits?: JsonLimits): JsonReading {
  const { maxDepth, maxLength } = resolveJsonLimits(limits);
  if (text.length > maxLength) throw tooLong(text.length, maxLength);
  if (!text.isWellFormed()) throw jsonFault('lone-surrogate', text, firstLoneSurrogate(text));

  const digits = new Map<object, Map<string | number, string>>();
  const spans = new Map<object, TextSpan>();
  let at = 0;
  /** Set by readNumber when the digits are worth keeping; taken by whoever knows container and key. */
  let written: string | undefined;

  function keepDigits(container: object, key: string | number): void {
    const known = digits.get(container);
    if (known === undefined) digits.set(container, new Map([[key, written as string]]));
    else known.set(key, written as string);
    written = undefined;
  }

  /** Moves past white space and returns the code of the character there, NaN at the end. */
  function next(): number {
    let code = text.charCodeAt(at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      at += 1;
      code = text.charCodeAt(at);
    }
    return code;
  }

  function unexpected(): never {
    throw jsonFault(at >= text.length ? 'unexpected-end' : 'unexpected-character', text, Math.min(at, text.length));
  }

  function readValue(depth: number): JsonValue {
    const code = next();
    if (code === 0x22) return readString();
    if (code === 0x7b) return readObject(depth);
    if (code === 0x5b) return readArray(depth);
    if (code === 0x2d || (code >= 0x30 && code <= 0x39)) return readNumber(code);
    if (code === 0x74) return readWord('true', true);
    if (code === 0x66) return readWord('false', false);
    if (code === 0x6e) return readWord('null', null);
    return unexpected();
  }

  function readWord<T>(word: string, value: T): T {
    if (!text.startsWith(word, at)) return unexpected();
    at += word.length;
    return value;
  }

  function readString(): string {
    const start = at + 1;
    let end = start;
    let code = text.charCodeAt(end);
    while (code !== 0x22 && code !== 0x5c && code >= 0x20) {
      end += 1;
      code = text.charCodeAt(end);
    }
    if (code === 0x22) {
      at = end + 1;
      return text.slice(start, end);
    }
    const escaped = readEscapedString(text, start);
    at = escaped.end;
    return escaped.value;
  }

  function readKey(): string {
    if (next() !== 0x22) return unexpected();
    const start = at + 1;
    let end = start;
    let hash = 0;
    let code = text.charCodeAt(end);
    while (code !== 0x22 && code !== 0x5c && code >= 0x20) {
      hash = (Math.imul(hash, 31) + code) | 0;
      end += 1;
      code = text.charCodeAt(end);
    }
    if (code !== 0x22) return readString();
    at = end + 1;
    return keyAt(text, start, end, hash);
  }

  function readObject(depth: number): JsonObject {
    if (depth >= maxDepth) throw tooDeep(text, at, maxDepth);
    const start = at;
    const object = newJsonObject();
    at += 1;
    if (next() === 0x7d) {
      at += 1;
      return object;
    }
    let isResource = false;
    for (;;) {
      const keyStart = at;
      const key = readKey();
      if (next() !== 0x3a) return unexpected();
      at += 1;
      if (object[key] !== undefined) throw jsonFault('duplicate-key', text, keyStart, at);
      object[key] = readValue(depth + 1);
      if (written !== undefined) keepDigits(object, key);
      if (key === 'resourceType') isResource = true;
      const code = next();
      at += 1;
      if (code === 0x2c) {
        next();
        continue;
      }
      if (code === 0x7d) break;
      at -= 1;
      return unexpected();
    }
    if (isResource) spans.set(object, { start, end: at });
    return object;
  }

  function readArray(depth: number): JsonArray {
    if (depth >= maxDepth) throw tooDeep(text, at, maxDepth);
    at += 1;
    if (next() === 0x5d) {
      at += 1;
      return [];
    }
    // Most arrays of FHIR have one item. Pushed into an empty one, it would make room for sixteen more.
    const array: JsonArray = [readValue(depth + 1)];
    for (;;) {
      if (written !== undefined) keepDigits(array, array.length - 1);
      const code = next();
      at += 1;
      if (code === 0x2c) {
        array.push(readValue(depth + 1));
        continue;
      }
      if (code === 0x5d) return array;
      at -= 1;
      return unexpected();
    }
  }

  function readNumber(first: number): number {
    const start = at;
    let end = first === 0x2d ? at + 1 : at;
    let code = text.charCodeAt(end);
    const leading = code;
    const integerStart = end;
    let integer = 0;
    while (code >= 0x30 && code <= 0x39) {
      integer = integer * 10 + (code - 0x30);
      end += 1;
      code = text.charCodeAt(end);
    }
    const length = end - integerStart;
    if (length === 0 || (leading === 0x30 && length > 1)) throw jsonFault('invalid-number', text, start);
    if (code !== 0x2e && code !== 0x65 && code !== 0x45 && length <= 15 && first !== 0x2d) {
      at = end;
      return integer;
    }
    if (code === 0x2e) end = digitsFrom(end + 1, start);
    code = text.charCodeAt(end);
    if (code === 0x65 || code === 0x45) {
      const sign = text.charCodeAt(end + 1);
      end = digitsFrom(sign === 0x2b || sign === 0x2d ? end + 2 : end + 1, start);
    }
    const source = text.slice(start, end);
    const value = Number(source);
    if (!Number.isFinite(value)) throw jsonFault('number-out-of-range', text, start);
    if (String(value) !== source) written = source;
    at = end;
    return value;
  }

  function digitsFrom(from: number, start: number): number {
    let end = from;
    let code = text.charCodeAt(end);
    while (code >= 0x30 && code <= 0x39) {
      end += 1;
      code = text.charCodeAt(end);
    }
    if (end === from) throw jsonFault('invalid-number', text, start);
    return end;
  }

  const value = readValue(0);
  next();
  if (at < text.length) throw jsonFault('trailing-text', text, at);
  return { value, digits, spans };
}

function firstLoneSurrogate(text: string): number {
  return text.search(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
}
