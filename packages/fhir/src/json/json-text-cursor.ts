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
  return new Cursor(text, start);
}

/** A class, since every write makes one: functions of its own would be seven more objects each time. */
class Cursor implements JsonTextCursor {
  readonly #text: string;
  #at: number;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
  }

  position(): number {
    const text = this.#text;
    let at = this.#at;
    for (let code = text.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09; ) {
      at += 1;
      code = text.charCodeAt(at);
    }
    this.#at = at;
    return at;
  }

  enter(): void {
    this.#at = this.position() + 1;
  }

  more(): boolean {
    const code = this.#text.charCodeAt(this.position());
    if (code === 0x2c) {
      this.#at += 1;
      return true;
    }
    if (code !== 0x7d && code !== 0x5d) return true;
    this.#at += 1;
    return false;
  }

  key(): string {
    const text = this.#text;
    const opening = this.position();
    const closing = stringEnd(text, opening);
    const raw = text.slice(opening + 1, closing - 1);
    this.#at = text.indexOf(':', closing) + 1;
    return raw.includes('\\') ? readEscapedString(text, opening + 1).value : raw;
  }

  skip(): number {
    const text = this.#text;
    const at = this.position();
    const code = text.charCodeAt(at);
    if (code === 0x22) this.#at = stringEnd(text, at);
    else this.#at = code === 0x7b || code === 0x5b ? nestedEnd(text, at) : scalarEnd(text, at);
    return this.#at;
  }
}

function stringEnd(text: string, opening: number): number {
  let at = opening + 1;
  for (let code = text.charCodeAt(at); code !== 0x22; code = text.charCodeAt(at)) at += code === 0x5c ? 2 : 1;
  return at + 1;
}

function nestedEnd(text: string, opening: number): number {
  let at = opening;
  let depth = 0;
  do {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = stringEnd(text, at);
      continue;
    }
    if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
    at += 1;
  } while (depth > 0);
  return at;
}

/** A number, or true, false or null: up to a comma, bracket, white space or the end. */
function scalarEnd(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code > 0x20 && code !== 0x2c && code !== 0x5d && code !== 0x7d; ) {
    at += 1;
    code = text.charCodeAt(at);
  }
  return at;
}
