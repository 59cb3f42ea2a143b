import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDateRange, parseInstant } from './date-range.ts';

const at = (text: string) => Date.parse(text);

describe('parseDateRange', () => {
  it.each([
    ['2024', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['2024-02', '2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2024-12', '2024-12-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2024-02-29T10:30', '2024-02-29T10:30:00Z', '2024-02-29T10:31:00Z'],
    ['2024-02-29T10:30:15Z', '2024-02-29T10:30:15Z', '2024-02-29T10:30:16Z'],
    ['2024-02-29T10:30:15.2+01:00', '2024-02-29T09:30:15.200Z', '2024-02-29T09:30:15.300Z'],
    ['2024-02-29T10:30:15.25-05:30', '2024-02-29T16:00:15.250Z', '2024-02-29T16:00:15.260Z'],
    ['2024-02-29T10:30:15.123456Z', '2024-02-29T10:30:15.123Z', '2024-02-29T10:30:15.124Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z', '2017-01-01T00:00:01Z'],
    ['0001-01-01', '0001-01-01T00:00:00Z', '0001-01-02T00:00:00Z'],
  ])('reads %s as [%s, %s)', (text, low, high) => {
    expect(parseDateRange(text)).toEqual({ low: at(low), high: at(high) });
  });

  it('reads dates without a zone as UTC', () => {
    const low = at('2024-07-01T00:00:00Z');
    expect(parseDateRange('2024-07-01')).toEqual({ low, high: low + 86_400_000 });
    expect(parseDateRange('2024-07')?.high).toBe(at('2024-08-01T00:00:00Z'));
  });

  it.each([
    '',
    '24',
    '2024-13',
    '2024-00',
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '2024-01-01T24:00:00Z',
    '2024-01-01T10',
    '2024-01-01T10:60:00Z',
    '2024-01-01T10:00:61Z',
    '2024-01-01T10:00:00+15:00',
    '2024-01-01T10:00:00+01:60',
    '0000',
    '2024-1-1',
    '2024-01-01 10:00',
    '2024-01-01T10:00:00.Z',
    ' 2024',
  ])('refuses %j', (text) => {
    expect(parseDateRange(text)).toBeUndefined();
  });

  it('agrees with Date on every instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime());
          expect(parseDateRange(date.toISOString())).toEqual({ low: date.getTime(), high: date.getTime() + 1 });
        },
      ),
    );
  });
});

describe('parseInstant', () => {
  it('needs seconds and a zone', () => {
    expect(parseInstant('2024-01-01T10:00:00+01:00')).toBe(at('2024-01-01T09:00:00Z'));
    expect(parseInstant('2024-01-01T10:00:00')).toBeUndefined();
    expect(parseInstant('2024-01-01T10:00Z')).toBeUndefined();
    expect(parseInstant('2024-01-01')).toBeUndefined();
  });
});
