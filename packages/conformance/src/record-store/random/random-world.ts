import type { IndexEntry } from '@baseplate-epr/contracts';
import * as fc from 'fast-check';
import { randomEntries, vocabulary } from './random-entries.ts';

/** A resource as it is in a world; absent ones are deleted, or were never there. */
export interface WorldResource {
  readonly entries: readonly IndexEntry[];
  /** As `Type/id`. */
  readonly compartments: readonly string[];
  /** Milliseconds after the time of the world. */
  readonly late: number;
}

const { types, ids } = vocabulary;

/** Names of every resource that may be in a world. */
export const worldNames: readonly string[] = types.flatMap((type) => ids.map((id) => `${type}/${id}`));

/** Names of the compartments that resources may lie in. */
export const worldCompartments: readonly string[] = worldNames.slice(0, 6);

const resource: fc.Arbitrary<WorldResource | undefined> = fc.option(
  fc.record({
    entries: randomEntries,
    compartments: fc.subarray([...worldCompartments], { maxLength: 2 }),
    late: fc.integer({ min: 0, max: 3 }),
  }),
  { nil: undefined, freq: 5 },
);

/** What every resource is at some time, in the order of {@link worldNames}. */
export const randomWorld: fc.Arbitrary<readonly (WorldResource | undefined)[]> = fc.array(resource, {
  minLength: worldNames.length,
  maxLength: worldNames.length,
});

/** What becomes of one resource, by its place in {@link worldNames}. */
export interface WorldChange {
  readonly place: number;
  readonly resource: WorldResource | undefined;
  /** Only its entries are replaced, by an indexing; there is no new version. */
  readonly indexedOnly: boolean;
}

/** One thing that happens to a world. */
export const randomChange: fc.Arbitrary<WorldChange> = fc.record({
  place: fc.integer({ min: 0, max: worldNames.length - 1 }),
  resource,
  indexedOnly: fc.boolean(),
});
