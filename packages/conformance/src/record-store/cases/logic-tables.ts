import { quantity, text, token } from './entries.ts';
import { all, and, code, lacks, low, none, not, or, type PredicateTable } from './predicate-table.ts';

const codeIsS = { kind: 'token', parameter: 'code', code: 's' } as const;
const bounded = (value: number) => ({ kind: 'quantity', parameter: 'value', bounds: [low('=', value)] }) as const;

/** Combinations, ids and types, elements and absence. */
export const logicTables: readonly PredicateTable[] = [
  {
    name: 'and, or, not, all and none',
    resources: { a: [token('code', 'x')], b: [token('code', 'y')], c: [token('code', 'x'), token('code', 'y')], d: [] },
    finds: [
      [all, 'a b c d'],
      [none, ''],
      [and(), 'a b c d'],
      [or(), ''],
      [not(all), ''],
      [not(none), 'a b c d'],
      [and(code('x'), code('y')), 'c'],
      [or(code('x'), code('y')), 'a b c'],
      [and(code('x'), not(code('y'))), 'a'],
      [not(not(code('x'))), 'a c'],
      [or(and(code('x'), code('y')), not(or(code('x'), code('y')))), 'c d'],
      [and(or(code('x'), none), or(code('y'), none), all), 'c'],
    ],
  },
  {
    name: 'not is per resource, and holds where there is no entry',
    resources: {
      a: [token('code', 'x')],
      b: [token('code', 'x'), token('code', 'y')],
      c: [token('other', 'x')],
      d: [],
    },
    finds: [
      [not(code('x')), 'c d'],
      [not(code('y')), 'a c d'],
      [not(and(code('x'), code('y'))), 'a c d'],
    ],
  },
  {
    name: 'id and type, in upper and lower case',
    resources: { a: [], A: [], b: [] },
    finds: [
      [{ kind: 'id', ids: ['a'] }, 'a'],
      [{ kind: 'id', ids: ['A', 'b', 'b', 'nobody'] }, 'A b'],
      [{ kind: 'id', ids: [] }, ''],
      [{ kind: 'type', types: ['Observation'] }, 'A a b'],
      [{ kind: 'type', types: ['observation', 'Patient'] }, ''],
      [{ kind: 'type', types: [] }, ''],
      [not({ kind: 'type', types: ['Patient'] }), 'A a b'],
    ],
  },
  {
    name: 'composite: every part in one element',
    resources: {
      a: [token('code', 's', { element: 1 }), { ...quantity('value', 120), element: 1 }],
      b: [token('code', 's', { element: 1 }), { ...quantity('value', 120), element: 2 }],
      c: [token('code', 's'), quantity('value', 120)],
      d: [token('code', 's', { element: 0 }), quantity('value', 120)],
      e: [
        token('code', 's', { element: 3 }),
        { ...quantity('value', 90), element: 3 },
        { ...quantity('value', 120), element: 4 },
      ],
      f: [token('code', 's', { element: 1 })],
    },
    finds: [
      [{ kind: 'composite', parts: [codeIsS, bounded(120)] }, 'a c d'],
      [{ kind: 'composite', parts: [bounded(90), codeIsS] }, 'e'],
      [{ kind: 'composite', parts: [codeIsS] }, 'a b c d e f'],
      [not({ kind: 'composite', parts: [codeIsS, bounded(120)] }), 'b e f'],
    ],
  },
  {
    name: 'missing: by parameter and kind',
    resources: { a: [token('code', 'x')], b: [text('code', 'x')], c: [], d: [token('code', ''), text('code', '')] },
    finds: [
      [lacks('code', 'token'), 'b c'],
      [lacks('code', 'token', false), 'a d'],
      [lacks('code', 'string'), 'a c'],
      [lacks('code', 'uri', false), ''],
      [lacks('other', 'token'), 'a b c d'],
      [not(lacks('code', 'token')), 'a d'],
    ],
  },
];
