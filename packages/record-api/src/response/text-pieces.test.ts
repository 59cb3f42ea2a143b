import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyOf } from './text-pieces.ts';

test('pieces encode to what they encode to as one text, short or long', () => {
  const pieces = fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 8 });
  const filling = fc.constantFrom('', 'a'.repeat(17_000), '€'.repeat(17_000));
  fc.assert(
    fc.property(pieces, filling, (given, long) => {
      const all = [...given, long, ...given];
      return Buffer.from(bodyOf(all) as string).equals(Buffer.from(all.join('')));
    }),
  );
  const [long, end] = ['€'.repeat(300_000), 'é'];
  expect(Buffer.from(bodyOf([long, end]) as Uint8Array).equals(Buffer.from(long + end))).toBe(true);
});

test('whatever fits just so, or just not, is encoded whole', () => {
  const long = 'a'.repeat(20_000);
  const letters = fc.array(fc.constantFrom('é', '€', '😀', '€'.repeat(99), 'b'), { maxLength: 8 });
  fc.assert(
    fc.property(letters, fc.integer({ min: 300, max: 330 }), letters, (before, further, after) => {
      const all = [...before, long, 'é'.repeat(further), ...after];
      return Buffer.from(bodyOf(all) as Uint8Array).equals(Buffer.from(all.join('')));
    }),
    { numRuns: 300 },
  );
});

test('a short body is a text, and what was given out is not written over by the next', () => {
  expect(bodyOf(['“a', '', 'é😀'])).toBe('“aé😀');
  const [first, second] = ['a', 'b'].map((letter) => bodyOf([letter.repeat(20_000)]));
  expect(Buffer.from(first as Uint8Array).toString()).toBe('a'.repeat(20_000));
  expect(second).toHaveLength(20_000);
});
