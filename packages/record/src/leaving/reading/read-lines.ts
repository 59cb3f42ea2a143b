import type { Readable } from 'node:stream';

const lineFeed = 10;

/**
 * The lines of a stream of UTF-8, which end at U+000A and nowhere else. Holds one chunk and one line.
 *
 * What follows the last U+000A is a line as well, unless it is empty.
 */
export async function* readLines(stream: Readable): AsyncGenerator<string, void, undefined> {
  let parts: Buffer[] = [];
  for await (const chunk of stream) {
    const bytes: Buffer = chunk;
    let from = 0;
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, from)) {
      const end = bytes.subarray(from, at);
      if (parts.length === 0) yield end.toString();
      else {
        yield Buffer.concat([...parts, end]).toString();
        parts = [];
      }
      from = at + 1;
    }
    if (from < bytes.length) parts.push(bytes.subarray(from));
  }
  if (parts.length > 0) yield Buffer.concat(parts).toString();
}
