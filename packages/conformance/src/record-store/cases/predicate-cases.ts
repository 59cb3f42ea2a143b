import type { Bound, IndexEntry, Predicate } from '@baseplate-epr/contracts';
import { assertFinds, put } from './actions.ts';
import type { Draft } from './drafts.ts';
import { date, number, quantity, reference, text, token, uri } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

/** Observations by id, with these entries, and what each predicate finds among them. */
interface PredicateTable {
  readonly name: string;
  readonly resources: Readonly<Record<string, readonly IndexEntry[]>>;
  readonly finds: readonly (readonly [where: Predicate, ids: string])[];
}

const all: Predicate = { kind: 'all' };
const none: Predicate = { kind: 'none' };
const not = (predicate: Predicate): Predicate => ({ kind: 'not', predicate });
const and = (...predicates: Predicate[]): Predicate => ({ kind: 'and', predicates });
const or = (...predicates: Predicate[]): Predicate => ({ kind: 'or', predicates });
const code = (value: string): Predicate => ({ kind: 'token', parameter: 'code', code: value });
const named = (match: 'starts' | 'contains' | 'exact', value: string): Predicate => ({
  kind: 'string',
  parameter: 'name',
  match,
  value,
});
const range = (entry: 'date' | 'number', ...bounds: Bound[]): Predicate => ({
  kind: 'range',
  entry,
  parameter: entry,
  bounds,
});
const low = (operator: Bound['operator'], value: number): Bound => ({ end: 'low', operator, value });
const high = (operator: Bound['operator'], value: number): Bound => ({ end: 'high', operator, value });
const measured = (value: number, more: { system?: string; code?: string; unit?: string } = {}): Predicate => ({
  kind: 'quantity',
  parameter: 'value',
  bounds: [low('>=', value), high('<=', value)],
  ...more,
});
const lies = (match: 'exact' | 'below' | 'above', value: string): Predicate => ({
  kind: 'uri',
  parameter: 'url',
  match,
  value,
});
const lacks = (parameter: string, entry: IndexEntry['kind'], missing = true): Predicate => ({
  kind: 'missing',
  parameter,
  entry,
  missing,
});

const farPast = -8_640_000_000_000_000;
const farFuture = 8_640_000_000_000_000;

const tables: readonly PredicateTable[] = [
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
    name: 'token: system, code, both, neither, and an empty system',
    resources: {
      a: [token('code', 's|x')],
      b: [token('code', 'x')],
      c: [token('code', 't|x'), token('code', 's|y')],
      d: [token('code', 's|X')],
      e: [token('category', 's|x')],
    },
    finds: [
      [code('x'), 'a b c'],
      [{ kind: 'token', parameter: 'code', system: 's', code: 'x' }, 'a'],
      [{ kind: 'token', parameter: 'code', system: '', code: 'x' }, 'b'],
      [{ kind: 'token', parameter: 'code', system: 's' }, 'a c d'],
      [{ kind: 'token', parameter: 'code', system: '' }, 'b'],
      [{ kind: 'token', parameter: 'code' }, 'a b c d'],
      [{ kind: 'token', parameter: 'code', code: '' }, ''],
      [{ kind: 'token', parameter: 'Code', code: 'x' }, ''],
    ],
  },
  {
    name: 'token: text is contained, literally',
    resources: {
      a: [token('code', 's|x', { text: 'heart rate' })],
      b: [token('code', 's|x', { text: '100% rate_' }), token('code', 's|y', { text: 'heart' })],
      c: [token('code', 's|x')],
    },
    finds: [
      [{ kind: 'token', parameter: 'code', text: 'rate' }, 'a b'],
      [{ kind: 'token', parameter: 'code', text: '%' }, 'b'],
      [{ kind: 'token', parameter: 'code', text: 'e_' }, 'b'],
      [{ kind: 'token', parameter: 'code', code: 'x', text: 'heart' }, 'a'],
      [{ kind: 'token', parameter: 'code', text: 'Heart' }, ''],
    ],
  },
  {
    name: 'string: starts, contains and exact',
    resources: {
      a: [text('name', 'Müller', 'muller')],
      b: [text('name', 'MULLER', 'muller'), text('name', 'Ann', 'ann')],
      c: [text('name', 'von Muller', 'von muller')],
      d: [text('alias', 'Muller', 'muller')],
      e: [text('name', '', '')],
    },
    finds: [
      [named('starts', 'mul'), 'a b'],
      [named('starts', 'muller'), 'a b'],
      [named('starts', 'mullers'), ''],
      [named('contains', 'mul'), 'a b c'],
      [named('contains', 'n'), 'b c'],
      [named('exact', 'MULLER'), 'b'],
      [named('exact', 'muller'), ''],
      [named('exact', 'Müller'), 'a'],
      [named('exact', ''), 'e'],
      [named('starts', 'Mul'), ''],
      [named('starts', ''), 'a b c e'],
      [named('contains', ''), 'a b c e'],
    ],
  },
  {
    name: 'string: no character is special',
    resources: {
      a: [text('name', 'a%b')],
      b: [text('name', 'a_b')],
      c: [text('name', String.raw`a\b`)],
      d: [text('name', 'axb')],
      e: [text('name', 'a\'b"c')],
      f: [text('name', 'a*b?c[d]')],
      g: [text('name', '\u{1F3E5}x')],
      h: [text('name', '\uFFFF')],
    },
    finds: [
      [named('starts', 'a%'), 'a'],
      [named('contains', '%'), 'a'],
      [named('starts', 'a_'), 'b'],
      [named('contains', '_b'), 'b'],
      [named('starts', 'a\\'), 'c'],
      [named('contains', String.raw`\b`), 'c'],
      [named('exact', 'a_b'), 'b'],
      [named('contains', '\'b"'), 'e'],
      [named('starts', 'a*'), 'f'],
      [named('contains', '[d]'), 'f'],
      [named('starts', '\u{1F3E5}'), 'g'],
      [named('contains', '\u{1F3E5}x'), 'g'],
      [named('starts', '\uFFFF'), 'h'],
    ],
  },
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
  {
    name: 'reference: by type and id, by id alone, by URL',
    resources: {
      a: [reference('subject', 'Patient/1')],
      b: [reference('subject', 'Group/1')],
      c: [reference('subject', 'https://elsewhere/Patient/1')],
      d: [reference('performer', 'Patient/1')],
      e: [reference('subject', 'Patient/2'), reference('subject', 'Patient/1')],
    },
    finds: [
      [{ kind: 'reference', parameter: 'subject', type: 'Patient', id: '1' }, 'a e'],
      [{ kind: 'reference', parameter: 'subject', id: '1' }, 'a b e'],
      [{ kind: 'reference', parameter: 'subject', type: 'Patient' }, 'a e'],
      [{ kind: 'reference', parameter: 'subject', url: 'https://elsewhere/Patient/1' }, 'c'],
      [{ kind: 'reference', parameter: 'subject', url: 'https://elsewhere/patient/1' }, ''],
      [{ kind: 'reference', parameter: 'subject', type: 'Group', id: '2' }, ''],
    ],
  },
  {
    name: 'uri: exact, below and above, by whole segments',
    resources: {
      a: [uri('url', 'http://x/a')],
      b: [uri('url', 'http://x/a/b')],
      c: [uri('url', 'http://x/ab')],
      d: [uri('url', 'http://x/')],
      e: [uri('url', 'http://X/a')],
      f: [uri('url', 'http://x/%_')],
      g: [uri('url', 'http://x/%_/1')],
    },
    finds: [
      [lies('exact', 'http://x/a'), 'a'],
      [lies('below', 'http://x/a'), 'a b'],
      [lies('below', 'http://x/'), 'a b c d f g'],
      [lies('below', 'http://x'), 'a b c d f g'],
      [lies('below', 'http://x/a/'), 'b'],
      [lies('below', 'http://x/%_'), 'f g'],
      [lies('above', 'http://x/a/b/c'), 'a b d'],
      [lies('above', 'http://x/a'), 'a d'],
      [lies('above', 'http://x/abc'), 'd'],
      [lies('above', 'http://x/zz/1'), 'd'],
      [lies('above', 'http://x'), ''],
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
      [{ kind: 'composite', parts: [token120('code'), bounded(120)] }, 'a c d'],
      [{ kind: 'composite', parts: [bounded(90), token120('code')] }, 'e'],
      [{ kind: 'composite', parts: [token120('code')] }, 'a b c d e f'],
      [not({ kind: 'composite', parts: [token120('code'), bounded(120)] }), 'b e f'],
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

/** Predicates over a resource's own entries. */
export const predicateCases: readonly RecordStoreCase[] = tables.map(({ name, resources, finds }) =>
  safetyCase(`predicate: ${name}`, async ({ adapter }) => {
    const drafts: Draft[] = Object.entries(resources).map(([id, entries]) => ({ id, entries }));
    await put(adapter, ...drafts);
    for (const [where, ids] of finds) {
      const expected = ids === '' ? [] : ids.split(' ').map((id) => `Observation/${id}`);
      await assertFinds(adapter, { where }, expected, `A predicate finds something else: ${JSON.stringify(where)}.`);
    }
  }),
);

function token120(parameter: string) {
  return { kind: 'token', parameter, code: 's' } as const;
}

function bounded(value: number) {
  return { kind: 'quantity', parameter: 'value', bounds: [low('=', value)] } as const;
}
