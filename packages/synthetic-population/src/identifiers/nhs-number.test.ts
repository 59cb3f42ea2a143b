import { describe, expect, it } from 'vitest';
import { nhsNumberCheckDigit, reservedNhsNumber, testNhsNumber, testNhsNumberCount } from './nhs-number.ts';

describe('nhsNumberCheckDigit', () => {
  it('agrees with published numbers', () => {
    expect(nhsNumberCheckDigit('999054860')).toBe(9);
    expect(nhsNumberCheckDigit('999000001')).toBe(8);
    expect(nhsNumberCheckDigit('999123457')).toBe(8);
  });

  it('has no digit where the rule gives ten', () => {
    const without = Array.from({ length: 100 }, (_, place) => nhsNumberCheckDigit(String(999_000_000 + place)));
    expect(without).toContain(undefined);
  });
});

describe('testNhsNumber', () => {
  it('gives each number once, valid, never the reserved one, from one end of the range to the other', () => {
    const seen = new Set<string>();
    const stretch = 12_000;
    // The first and last stretch, and those around the places where the walk through the tens begins again.
    const starts = [0, 99_999 - stretch / 2, 4 * 99_999 - stretch / 2, testNhsNumberCount - stretch];
    for (const start of starts) {
      for (let index = start; index < start + stretch; index++) seen.add(testNhsNumber(index));
    }
    expect(seen.size).toBe(starts.length * stretch);
    expect(seen.has(reservedNhsNumber)).toBe(false);
    const wrong = [...seen].filter(
      (number) => !/^999\d{7}$/.test(number) || nhsNumberCheckDigit(number.slice(0, 9)) !== Number(number[9]),
    );
    expect(wrong).toEqual([]);
  });

  it('does not give numbers that look alike one after the other', () => {
    expect(testNhsNumber(0).slice(0, 6)).not.toBe(testNhsNumber(1).slice(0, 6));
  });

  it('ends where the range ends', () => {
    expect(() => testNhsNumber(testNhsNumberCount + 99_999)).toThrow(/fewer patients/);
  });
});
