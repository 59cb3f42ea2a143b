// FHIR has a few thousand element names; a key seen before is compared in place instead of being cut out and interned.
const slots = 2048;
const keys: string[] = new Array<string>(slots).fill('');

/**
 * The key at `text[start, end)`, which must hold no escapes.
 *
 * @param hash - any number computed from the characters alone; equal keys must give equal hashes.
 */
export function keyAt(text: string, start: number, end: number, hash: number): string {
  const slot = hash & (slots - 1);
  const candidate = keys[slot] as string;
  const length = end - start;
  if (candidate.length === length) {
    let at = 0;
    while (at < length && candidate.charCodeAt(at) === text.charCodeAt(start + at)) at += 1;
    if (at === length) return candidate;
  }
  const key = text.slice(start, end);
  // Longer keys are no element names, and would keep the whole text they were cut from in memory.
  if (length < 13) keys[slot] = key;
  else if (length <= 64) keys[slot] = interned(key);
  return key;
}

/** A copy of the key that does not hold on to the text it was cut from: property names are always copied. */
function interned(key: string): string {
  return Object.keys({ [key]: true })[0] ?? key;
}
