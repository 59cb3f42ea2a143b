import { date, number, quantity } from './entries.ts';
import { farFuture, farPast, high, low, measured, not, type PredicateTable, range } from './predicate-table.ts';

/** Numbers, dates and quantities. */
export const numberTables: readonly PredicateTable[] = [
  {
    name: 'range: every bound on each end of one entry',
    resources: {
      a: [number('number', 1)],
      b: [number('number', 2.5)],
      c: [number('number', -3, 3)],
      d: [number('number', 1), number('number', 5)],
      e: [date('number', 1)],
    },
    finds: [
      [range('number', low('=', 1)), 'a d'],
      [range('number', low('!=', 1)), 'b c d'],
      [range('number', low('<', 1)), 'c'],
      [range('number', low('<=', 1)), 'a c d'],
      [range('number', high('>', 2.5)), 'c d'],
      [range('number', high('>=', 2.5)), 'b c d'],
      [range('number', low('>=', 2), high('<=', 3)), 'b'],
      [range('number', low('>', 1), high('<', 5)), 'b'],
      [range('number', low('<=', 0), high('>=', 0)), 'c'],
      [range('number'), 'a b c d'],
      [not(range('number', low('=', 1))), 'b c e'],
    ],
  },
  {
    name: 'range: dates to the millisecond, before 1970 and without end',
    resources: {
      a: [date('date', Date.UTC(1926, 1, 3), Date.UTC(1926, 1, 4))],
      b: [date('date', -1, 0)],
      c: [date('date', 0, farFuture)],
      d: [date('date', farPast, 1)],
      e: [date('date', Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1) + 1)],
    },
    finds: [
      [range('date', low('>=', Date.UTC(1926, 1, 3)), high('<=', Date.UTC(1926, 1, 4))), 'a'],
      [range('date', low('<', 0), high('>', -1)), 'b d'],
      [range('date', high('>', Date.UTC(2026, 0, 1))), 'c e'],
      [range('date', high('=', farFuture)), 'c'],
      [range('date', low('=', farPast)), 'd'],
      [range('date', low('>', Date.UTC(2026, 0, 1) - 1), low('<', Date.UTC(2026, 0, 1) + 1)), 'e'],
      [range('date', high('<=', 0)), 'a b'],
    ],
  },
  {
    name: 'number: digits are compared as numbers, not as text',
    resources: {
      a: [number('number', 9)],
      b: [number('number', 10)],
      c: [number('number', 0.1)],
      d: [number('number', 1e20)],
    },
    finds: [
      [range('number', low('>', 9)), 'b d'],
      [range('number', low('<', 0.2)), 'c'],
      [range('number', low('=', 0.1)), 'c'],
      [range('number', low('>=', 1e20)), 'd'],
    ],
  },
  {
    name: 'quantity: with and without unit',
    resources: {
      a: [quantity('value', 5, { system: 'ucum', code: 'mg', unit: 'milligram' })],
      b: [quantity('value', 5, { unit: 'mg' })],
      c: [quantity('value', 5)],
      d: [quantity('value', 5, { system: 'other', code: 'mg' }), quantity('value', 7, { system: 'ucum', code: 'mg' })],
      e: [quantity('value', 6, { system: 'ucum', code: 'mg' })],
    },
    finds: [
      [measured(5), 'a b c d'],
      [measured(5, { system: 'ucum', code: 'mg' }), 'a'],
      [measured(5, { code: 'mg' }), 'a d'],
      [measured(5, { unit: 'mg' }), 'b'],
      [measured(5, { system: '' }), 'b c'],
      [measured(5, { system: '', code: '', unit: '' }), 'c'],
      [{ kind: 'quantity', parameter: 'value', bounds: [], system: 'ucum' }, 'a d e'],
      [{ kind: 'quantity', parameter: 'value', bounds: [low('>', 5)], system: 'ucum' }, 'd e'],
    ],
  },
];
