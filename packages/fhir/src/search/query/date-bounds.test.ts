import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DateRange, parseDateRange } from '../../date/date-range.ts';
import { within } from '../__fixtures__/matches-predicate.ts';
import { dateBounds, instantBounds } from './date-bounds.ts';
import { splitPrefix, type ValuePrefix } from './value-prefix.ts';

const farAway = 8_640_000_000_000_000;

function range(text: string): DateRange {
  const found = parseDateRange(text);
  if (!found) throw new Error('not a date');
  return found;
}

function matches(entry: DateRange, search: string, now = Date.UTC(2013, 2, 24)): boolean {
  const { prefix, rest } = splitPrefix(search);
  return dateBounds(prefix, range(rest), now).some((bounds) => within(entry, bounds));
}

describe('dateBounds, the examples of R4', () => {
  const from21January = { low: range('2013-01-21').low, high: farAway };
  const from15March = { low: range('2013-03-15').low, high: farAway };
  const until21January = { low: -farAway, high: range('2013-01-21').high };

  test.each([
    ['eq2013-01-14', range('2013-01-14T00:00'), true],
    ['eq2013-01-14', range('2013-01-14T10:00'), true],
    ['eq2013-01-14', range('2013-01-15T00:00'), false],
    ['ne2013-01-14', range('2013-01-15T00:00'), true],
    ['ne2013-01-14', range('2013-01-14T00:00'), false],
    ['ne2013-01-14', range('2013-01-14T10:00'), false],
    ['lt2013-01-14T10:00', range('2013-01-14'), true],
    ['gt2013-01-14T10:00', range('2013-01-14'), true],
    ['ge2013-03-14', from21January, true],
    ['le2013-03-14', from21January, true],
    ['sa2013-03-14', from15March, true],
    ['sa2013-03-14', from21January, false],
    ['sa2013-03-14', until21January, false],
    ['eb2013-03-14', from15March, false],
    ['eb2013-03-14', from21January, false],
    ['eb2013-03-14', until21January, true],
    ['ap2013-03-14', range('2013-03-14'), true],
    ['ap2013-03-14', range('2013-01-21'), false],
    ['2013', range('2013-06'), true],
    ['2013-06', range('2013'), false],
  ])('%s', (search, entry, expected) => {
    expect(matches(entry, search)).toBe(expected);
  });
});

describe('dateBounds, by the words of R4', () => {
  const ranges = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 10 }));
  const words: Readonly<Record<Exclude<ValuePrefix, 'ap'>, (search: DateRange, entry: DateRange) => boolean>> = {
    eq: (search, entry) => search.low <= entry.low && entry.high <= search.high,
    ne: (search, entry) => !words.eq(search, entry),
    gt: (search, entry) => entry.high > search.high,
    lt: (search, entry) => entry.low < search.low,
    ge: (search, entry) => words.gt(search, entry) || words.eq(search, entry),
    le: (search, entry) => words.lt(search, entry) || words.eq(search, entry),
    sa: (search, entry) => entry.low >= search.high,
    eb: (search, entry) => entry.high <= search.low,
  };

  test.each(Object.entries(words))('%s', (prefix, expected) => {
    fc.assert(
      fc.property(ranges, ranges, ([a, b], [c, d]) => {
        const [search, entry] = [
          { low: a, high: a + b },
          { low: c, high: c + d },
        ];
        const found = dateBounds(prefix as ValuePrefix, search, 0).some((bounds) => within(entry, bounds));
        expect(found).toBe(expected(search, entry));
      }),
    );
  });

  test('an instant is compared as its millisecond', () => {
    const prefixes = fc.constantFrom('eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap');
    fc.assert(
      fc.property(prefixes, ranges, fc.integer({ min: 0, max: 40 }), (prefix, [low, length], time) => {
        const sets = dateBounds(prefix as ValuePrefix, { low, high: low + length }, 20);
        const asRange = sets.some((bounds) => within({ low: time, high: time + 1 }, bounds));
        const asPoint = instantBounds(sets).some((bounds) => within({ low: time, high: time }, bounds));
        expect(asPoint).toBe(asRange);
      }),
    );
  });
});
