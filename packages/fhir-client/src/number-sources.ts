const quote = '"';

/**
 * The numbers of a JSON text, in the order they stand there, as they are written. The text must be well-formed.
 *
 * Strings are jumped over, so that this costs a fraction of a reviver, which is called for every value.
 */
export function numberSources(text: string): readonly string[] {
  const found: string[] = [];
  for (let from = 0; ; ) {
    const open = text.indexOf(quote, from);
    collect(text, from, open < 0 ? text.length : open, found);
    if (open < 0) return found;
    from = endOfString(text, open) + 1;
  }
}

/** Numbers in a stretch outside strings. */
function collect(text: string, from: number, to: number, found: string[]): void {
  for (let at = from; at < to; at += 1) {
    if (!startsNumber(text.charCodeAt(at))) continue;
    let end = at + 1;
    while (end < to && continuesNumber(text.charCodeAt(end))) end += 1;
    found.push(text.slice(at, end));
    at = end;
  }
}

/** `-` or a digit. */
function startsNumber(code: number): boolean {
  return code === 0x2d || (code >= 0x30 && code <= 0x39);
}

/** A digit, `.`, `e`, `E`, `+` or `-`. */
function continuesNumber(code: number): boolean {
  return startsNumber(code) || code === 0x2e || code === 0x65 || code === 0x45 || code === 0x2b;
}

function endOfString(text: string, open: number): number {
  let close = text.indexOf(quote, open + 1);
  while (isEscaped(text, close)) close = text.indexOf(quote, close + 1);
  return close;
}

/** True if an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
}
