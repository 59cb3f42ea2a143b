/** Where in a JSON text something is. */
export interface JsonLocation {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** `entry[3].resource.name[0].given`; empty at the top. A key that does not look like an element name is shown as `?`. */
  readonly path: string;
}

type Step = { key: string } | { index: number };

const elementName = /^_?[A-Za-z][A-Za-z0-9]{0,63}$/;

/**
 * Line, column and element path of an offset into a JSON text that is well-formed up to there.
 *
 * @param pathOffset - where to take the path, when the element begins before or after the place to name.
 *
 * Only runs after a fault, so that the reader need not keep track of where it is.
 */
export function locateInJson(text: string, offset: number, pathOffset: number = offset): JsonLocation {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(0, lineStart).split('\n').length;
  return { line, column: offset - lineStart + 1, path: pathAt(text, pathOffset) };
}

function pathAt(text: string, offset: number): string {
  const steps: Step[] = [];
  let previousString = '';
  for (let at = 0; at < offset; at += 1) {
    const character = text[at];
    const top = steps.at(-1);
    if (character === '"') {
      const end = endOfString(text, at);
      if (end >= offset) break;
      previousString = text.slice(at + 1, end);
      at = end;
    } else if (character === '{') steps.push({ key: '' });
    else if (character === '[') steps.push({ index: 0 });
    else if (character === '}' || character === ']') steps.pop();
    else if (character === ':' && top !== undefined && 'key' in top) top.key = previousString;
    else if (character === ',' && top !== undefined) {
      if ('key' in top) top.key = '';
      else top.index += 1;
    }
  }
  return steps.map(write).join('').replace(/^\./, '');
}

function write(step: Step): string {
  if ('index' in step) return `[${step.index}]`;
  if (step.key === '') return '';
  return elementName.test(step.key) ? `.${step.key}` : '.?';
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
