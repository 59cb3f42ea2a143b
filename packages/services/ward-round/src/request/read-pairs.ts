/** The fields of a form as pairs of name and value; `undefined` if it is something else. */
export function readPairs(value: unknown): URLSearchParams | undefined {
  if (!Array.isArray(value)) return undefined;
  const pairs = value.filter((pair): pair is [string, string] => Array.isArray(pair) && pair.length === 2);
  if (pairs.length !== value.length || !pairs.flat().every((text) => typeof text === 'string')) return undefined;
  return new URLSearchParams(pairs);
}
