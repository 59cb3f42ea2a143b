import { jsonFault } from './json-fault.ts';

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', n: '\n', r: '\r', t: '\t' };
const hexadecimal = /^[0-9A-Fa-f]{4}$/;

/** A string with escapes, and the offset after its closing quote. */
export interface EscapedString {
  readonly value: string;
  readonly end: number;
}

/**
 * Reads a string that holds escapes.
 *
 * @param start - offset after the opening quote.
 */
export function readEscapedString(text: string, start: number): EscapedString {
  let value = '';
  let from = start;
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { value: value + text.slice(from, at), end: at + 1 };
    if (Number.isNaN(code)) throw jsonFault('unexpected-end', text, text.length);
    if (code < 0x20) throw jsonFault('control-character', text, at);
    if (code !== 0x5c) continue;
    value += text.slice(from, at);
    if (text[at + 1] === 'u') {
      const unit = unicodeUnit(text, at);
      value += String.fromCharCode(unit);
      from = at + 6;
      if (unit >= 0xd800 && unit <= 0xdfff) {
        value += String.fromCharCode(lowSurrogate(text, at, unit));
        from += 6;
      }
    } else {
      value += simpleEscape(text, at);
      from = at + 2;
    }
    at = from - 1;
  }
}

function simpleEscape(text: string, at: number): string {
  const name = text[at + 1];
  if (name === undefined) throw jsonFault('unexpected-end', text, text.length);
  if (name === 'b' || name === 'f') throw jsonFault('control-character', text, at);
  const character = Object.hasOwn(escapes, name) ? escapes[name] : undefined;
  if (character === undefined) throw jsonFault('invalid-escape', text, at);
  return character;
}

function unicodeUnit(text: string, at: number): number {
  const digits = text.slice(at + 2, at + 6);
  if (!hexadecimal.test(digits)) throw jsonFault('invalid-escape', text, at);
  const unit = Number.parseInt(digits, 16);
  if (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) throw jsonFault('control-character', text, at);
  return unit;
}

function lowSurrogate(text: string, at: number, high: number): number {
  if (high > 0xdbff || text[at + 6] !== '\\' || text[at + 7] !== 'u') throw jsonFault('lone-surrogate', text, at);
  const low = unicodeUnit(text, at + 6);
  if (low < 0xdc00 || low > 0xdfff) throw jsonFault('lone-surrogate', text, at);
  return low;
}
