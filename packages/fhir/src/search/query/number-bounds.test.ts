import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { within } from '../__fixtures__/matches-predicate.ts';
import { numberBounds, writtenNumber } from './number-bounds.ts';
import { splitPrefix } from './value-prefix.ts';

function matches(entry: number, search: string): boolean {
  const { prefix, rest } = splitPrefix(search);
  const number = writtenNumber(rest);
  if (!number) throw new Error('not a number');
  return numberBounds(prefix, number).some((bounds) => within({ low: entry, high: entry }, bounds));
}

describe('writtenNumber', () => {
  test.each([
    ['100', 100, 99.5, 100.5],
    ['100.00', 100, 99.995, 100.005],
    ['1e2', 100, 95, 105],
    ['1.00e2', 100, 99.5, 100.5],
    ['5.4', 5.4, 5.35, 5.45],
    ['5.40e-3', 0.0054, 0.005395, 0.005405],
    ['-2', -2, -2.5, -1.5],
    ['0', 0, -0.5, 0.5],
  ])('%s', (text, value, low, high) => {
    expect(writtenNumber(text)).toEqual({ value, low, high });
  });

  test.each(['', 'a', '1,5', '0x10', '1e999', '.5', '1.', 'NaN'])('refuses %j', (text) => {
    expect(writtenNumber(text)).toBeUndefined();
  });

  test('a number lies in the range it is written as', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 6 }), (digits, decimals) => {
        const number = writtenNumber((digits / 10 ** decimals).toFixed(decimals));
        expect(number && number.low < number.value && number.value < number.high).toBe(true);
      }),
    );
  });
});

describe('numberBounds', () => {
  test.each([
    [99.5, '100', true],
    [100.5, '100', false],
    [100.4, 'eq100', true],
    [100.4, 'ne100', false],
    [101, 'ne100', true],
    [5.41, 'gt5.4', true],
    [5.4, 'gt5.4', false],
    [5.4, 'ge5.4', true],
    [5.39, 'lt5.4', true],
    [5.4, 'le5.4', true],
    [5.41, 'sa5.4', true],
    [5.39, 'eb5.4', true],
    [108, 'ap100', true],
    [111, 'ap100', false],
    [-95, 'ap-100', true],
  ])('%d matches %s: %s', (entry, search, expected) => {
    expect(matches(entry, search)).toBe(expected);
  });
});
