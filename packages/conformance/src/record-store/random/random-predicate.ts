import type { Bound, EntryPredicate, IndexEntryKind, Predicate } from '@baseplate-epr/contracts';
import * as fc from 'fast-check';
import { vocabulary } from './random-entries.ts';

const { types, ids, parameters, systems, codes, texts, numbers, units, uris, urls, words } = vocabulary;

/** The kinds of index entries. */
export const entryKinds = [
  'token',
  'string',
  'date',
  'number',
  'quantity',
  'reference',
  'uri',
] as const satisfies readonly IndexEntryKind[];

const parameter = fc.constantFrom(...parameters);
const someIds = fc.subarray([...ids]);
const bounds: fc.Arbitrary<Bound[]> = fc.array(
  fc.record({
    end: fc.constantFrom('low' as const, 'high' as const),
    operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const, '=' as const, '!=' as const),
    value: fc.constantFrom(...numbers),
  }),
  { maxLength: 2 },
);

const entryPredicate: fc.Arbitrary<EntryPredicate> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('token' as const),
      parameter,
      system: fc.constantFrom(...systems),
      code: fc.constantFrom(...codes),
      codes: fc.subarray([...codes]),
      text: fc.constantFrom(...texts),
    },
    { requiredKeys: ['kind', 'parameter'] },
  ),
  fc.record({
    kind: fc.constant('string' as const),
    parameter,
    match: fc.constantFrom(...(['starts', 'contains', 'ends', 'equals', 'exact'] as const)),
    value: fc.constantFrom(...texts),
  }),
  fc.record({
    kind: fc.constant('range' as const),
    entry: fc.constantFrom('date' as const, 'number' as const),
    parameter,
    bounds,
  }),
  fc.record(
    {
      kind: fc.constant('quantity' as const),
      parameter,
      bounds,
      system: fc.constantFrom(...systems),
      code: fc.constantFrom(...units),
      unit: fc.constantFrom(...units),
    },
    { requiredKeys: ['kind', 'parameter', 'bounds'] },
  ),
  fc.record(
    {
      kind: fc.constant('reference' as const),
      parameter,
      type: fc.constantFrom(...types),
      id: fc.constantFrom(...ids),
    },
    { requiredKeys: ['kind', 'parameter'] },
  ),
  fc.record({ kind: fc.constant('reference' as const), parameter, url: fc.constantFrom(...urls) }),
  fc.record({
    kind: fc.constant('uri' as const),
    parameter,
    match: fc.constantFrom('exact' as const, 'below' as const, 'above' as const),
    value: fc.constantFrom(...uris),
  }),
);

const flatPredicate: fc.Arbitrary<Predicate> = fc.oneof(
  { weight: 6, arbitrary: entryPredicate },
  { weight: 1, arbitrary: fc.constant<Predicate>({ kind: 'all' }) },
  { weight: 1, arbitrary: fc.constant<Predicate>({ kind: 'none' }) },
  { weight: 1, arbitrary: someIds.map((chosen): Predicate => ({ kind: 'id', ids: chosen })) },
  { weight: 1, arbitrary: fc.subarray([...types]).map((chosen): Predicate => ({ kind: 'type', types: chosen })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...types), someIds)
      .map(([type, chosen]): Predicate => ({ kind: 'compartment', type, ids: chosen })),
  },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        kind: fc.constant('text' as const),
        parameter,
        words: fc.array(fc.constantFrom(...words), { maxLength: 2 }),
        prefix: fc.boolean(),
      },
      { requiredKeys: ['kind', 'parameter', 'words'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('missing' as const),
      parameter,
      entry: fc.constantFrom(...entryKinds),
      missing: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(entryPredicate, { minLength: 1, maxLength: 3 })
      .map((parts): Predicate => ({ kind: 'composite', parts })),
  },
);

/** A condition, up to three deep. */
export const randomPredicate: fc.Arbitrary<Predicate> = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: flatPredicate },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        predicates: fc.array(tie('predicate'), { maxLength: 3 }),
      }),
    },
    { weight: 2, arbitrary: tie('predicate').map((predicate): Predicate => ({ kind: 'not', predicate })) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('chained' as const),
        parameter,
        types: fc.subarray([...types], { minLength: 1 }),
        where: tie('predicate'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('reverseChained' as const),
        type: fc.constantFrom(...types),
        parameter,
        where: tie('predicate'),
      }),
    },
  ),
})).predicate;
