import { expect, test } from 'vitest';
import { keptKeyOf, keyOf } from './key-of.ts';

test('a key that is kept is the same as one that is made, before and after others took its place', () => {
  // Computed with sha256sum.
  expect(keyOf('p1')).toBe('f64551fc-d6f0-7823-cb87-971cfb914464');
  const ids = Array.from({ length: 5000 }, (_, n) => (n % 7 === 0 ? `${n}`.repeat(60) : `patient-${n}`));
  for (const id of ids) expect(keptKeyOf(id)).toBe(keyOf(id));
  for (const id of ids.toReversed()) expect(keptKeyOf(id)).toBe(keyOf(id));
});
