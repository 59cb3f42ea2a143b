import { hash } from 'node:crypto';

/** UTF-16 units of a name that is kept as it is: a chart's question, which costs less than to digest it. A digest has none of JSON's brackets. */
const longestName = 400;

/**
 * The name of a question: equal for equal parts, and no other, whichever objects they come as. A long one, such as a list of a thousand codes, is known
 * by its digest, so that a crowd of them takes no room to speak of.
 *
 * @param asked - what differs from question to question, in a fixed order: plain data
 * @param shared - what comes as the same object again and again, as access rules do: written once for each; whoever makes them never changes them
 */
export function questionName(asked: readonly unknown[], shared: readonly (object | undefined)[]): string {
  let name = written(asked);
  for (const part of shared) name += ` ${part === undefined ? '' : writtenOnce(part)}`;
  return name.length > longestName ? hash('sha256', name, 'base64url') : name;
}

const known = new WeakMap<object, string>();

function writtenOnce(part: object): string {
  const before = known.get(part);
  if (before !== undefined) return before;
  const now = hash('sha256', written(part), 'base64url');
  known.set(part, now);
  return now;
}

/** JSON has no infinities, and a bound may be one. */
function written(value: object): string {
  const text = JSON.stringify(value);
  return text.includes('null') ? JSON.stringify(value, withInfinities) : text;
}

function withInfinities(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
