import type { AccessRules, Include, Query, SortKey } from '@baseplate-epr/contracts';
import * as fc from 'fast-check';
import { vocabulary } from './random-entries.ts';
import { entryKinds, randomPredicate } from './random-predicate.ts';

const { types, parameters } = vocabulary;

const direction = fc.constantFrom('ascending' as const, 'descending' as const);

const sortKey: fc.Arbitrary<SortKey> = fc.record({
  parameter: fc.constantFrom(...parameters, '_id', '_lastUpdated'),
  entry: fc.constantFrom(...entryKinds),
  direction,
});

const include: fc.Arbitrary<Include> = fc.record(
  {
    direction: fc.constantFrom('forward' as const, 'reverse' as const),
    source: fc.constantFrom(...types),
    parameter: fc.constantFrom(...parameters, '*'),
    target: fc.constantFrom(...types),
    iterate: fc.boolean(),
  },
  { requiredKeys: ['direction', 'source', 'parameter'] },
);

/** What somebody may see. */
export const randomAccess: fc.Arbitrary<AccessRules> = fc.record({
  byType: fc.dictionary(fc.constantFrom(...types), randomPredicate, { maxKeys: 3, noNullPrototype: true }),
  otherwise: randomPredicate,
});

/** A search. */
export const randomQuery: fc.Arbitrary<Query> = fc.record(
  {
    types: fc.subarray([...types]),
    where: randomPredicate,
    access: randomAccess,
    sort: fc.array(sortKey, { maxLength: 2 }),
    count: fc.constantFrom(1, 2, 3, 5, 20),
    total: fc.boolean(),
    includes: fc.array(include, { maxLength: 3 }),
    includeLimit: fc.constantFrom(1, 3, 100),
  },
  { requiredKeys: ['types', 'count'] },
);
