import type { IndexEntry, IndexedVersion, Predicate, Query } from '@baseplate-epr/contracts';
import { versionOf } from './versions.ts';

const hub: IndexEntry = { kind: 'reference', parameter: 'subject', type: 'Patient', id: 'hub', url: '' };

/** Observations that all point at one patient. */
export function hubVersions(observations: number): readonly IndexedVersion[] {
  const name: IndexEntry = { kind: 'string', parameter: 'note', value: 'somewhere', exact: 'Somewhere' };
  return [
    versionOf({ type: 'Patient', id: 'hub' }),
    ...Array.from({ length: observations }, (_, index) => versionOf({ id: `o${index}`, entries: [hub, name] })),
  ];
}

const nowhere: Predicate = { kind: 'string', parameter: 'note', match: 'contains', value: 'nowhere' };

/** A search over {@link hubVersions} whose work grows with the square of them: each asks its patient for all the others. */
export const runaway: Query = {
  types: ['Observation'],
  where: {
    kind: 'not',
    predicate: {
      kind: 'chained',
      parameter: 'subject',
      types: ['Patient'],
      where: { kind: 'reverseChained', type: 'Observation', parameter: 'subject', where: nowhere },
    },
  },
  sort: [{ parameter: 'note', entry: 'string', direction: 'ascending' }],
  count: 1,
  total: true,
};

/** A search over {@link hubVersions} that looks at each once, and finds none. */
export const wide: Query = { types: ['Observation'], where: nowhere, count: 10, total: true };
