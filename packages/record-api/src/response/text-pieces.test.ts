import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf } from './text-pieces.ts';

test('pieces encode to what they encode to as one text', () => {
  const pieces = fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 8 });
  fc.assert(fc.property(pieces, (given) => Buffer.from(given.join('')).equals(bytesOf(given))));
  expect(Buffer.from(bytesOf(['“a', '', 'é😀'])).toString()).toBe('“aé😀');
});
