import { readEscapedString } from './read-string.ts';

/**
 * Moves through a JSON text that has already been read without fault, to find where things stand in it.
 *
 * Every method starts at the cursor, skips white space, and leaves the cursor after what it went over.
 */
export interface JsonTextCursor {
  /** Offset of the next character that is not white space. */
  position(): number;
  /** Goes into the object or array at the cursor. */
  enter(): void;
  /** True when the object or array has another member; goes past the comma, or past the closing bracket. */
  more(): boolean;
  /** The next key, unescaped; goes past the colon too. */
  key(): string;
  /** Goes over one value and returns the offset after it. */
  skip(): number;
}

/** A cursor at an offset of a well-formed JSON text. */
export function jsonTextCursor(text: string, start = 0): JsonTextCursor {
  let at = start;

  function position(): number {
    for (let code = text.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09; ) {
      at += 1;
      code = text.charCodeAt(at);
    }
    return at;
  }

  function skipString(): void {
    at += 1;
    for (let code = text.charCodeAt(at); code !== 0x22; code = text.charCodeAt(at)) at += code === 0x5c ? 2 : 1;
    at += 1;
  }

  function skipNested(): void {
    let depth = 0;
    do {
      const code = text.charCodeAt(at);
      if (code === 0x22) {
        skipString();
        continue;
      }
      if (code === 0x7b || code === 0x5b) depth += 1;
      else if (code === 0x7d || code === 0x5d) depth -= 1;
      at += 1;
    } while (depth > 0);
  }

  /** A number, or true, false or null: up to a comma, bracket, white space or the end. */
  function skipScalar(): void {
    for (let code = text.charCodeAt(at); code > 0x20 && code !== 0x2c && code !== 0x5d && code !== 0x7d; ) {
      at += 1;
      code = text.charCodeAt(at);
    }
  }

  return {
    position,
    enter() {
      at = position() + 1;
    },
    more() {
      const code = text.charCodeAt(position());
      if (code === 0x2c) {
        at += 1;
        return true;
      }
      if (code !== 0x7d && code !== 0x5d) return true;
      at += 1;
      return false;
    },
    key() {
      const opening = position();
      skipString();
      const raw = text.slice(opening + 1, at - 1);
      const key = raw.includes('\\') ? readEscapedString(text, opening + 1).value : raw;
      at = text.indexOf(':', at) + 1;
      return key;
    },
    skip() {
      const code = text.charCodeAt(position());
      if (code === 0x22) skipString();
      else if (code === 0x7b || code === 0x5b) skipNested();
      else skipScalar();
      return at;
    },
  };
}
