import { isBaseplateError, type Query, type RecordStore } from '@baseplate-epr/contracts';
import * as fc from 'fast-check';
import type { CaseContext } from '../../kit/case-context.ts';
import { createMemoryRecordStore } from '../memory-record-store.ts';
import type { WorldResource } from '../random/random-world.ts';
import { commitWith, names, pages, timeOf, versionNames } from './actions.ts';
import { type Draft, firstTime } from './drafts.ts';

/** With the time that the store has given it, if it gives times of its own. */
export async function asKept(store: RecordStore, draft: Draft): Promise<Draft> {
  if (store.capabilities.verbatimHistory.support === 'supported') return draft;
  return { ...draft, lastUpdated: await timeOf(store, draft.type ?? '', draft.id, draft.version ?? 1) };
}

/** The next version of a resource that is this from now on; none where there is nothing to write. */
export function draftOf(
  newest: Map<string, Draft>,
  name: string,
  resource: WorldResource | undefined,
  moment: number,
): Draft[] {
  const before = newest.get(name);
  if (resource === undefined && (before === undefined || before.deleted)) return [];
  const [type = '', id = ''] = name.split('/');
  const version = (before?.version ?? 0) + 1;
  const lastUpdated = firstTime + moment + (resource?.late ?? 0);
  const { entries = [], compartments = before?.compartments ?? [] } = resource ?? {};
  const draft: Draft = { type, id, version, lastUpdated, deleted: resource === undefined, entries, compartments };
  newest.set(name, draft);
  return [draft];
}

/** Everything that a query answers, page by page, in comparable form; or the code it is refused with. */
export async function answers(store: RecordStore, query: Query): Promise<unknown> {
  try {
    const found = await pages(store, query);
    const counted = await store.search({ ...query, count: 0 });
    const { types, where = { kind: 'all' }, access } = query;
    const guarded = await commitWith(store, {
      epoch: 1,
      writes: [],
      guards: [{ query: { types, where, ...(access === undefined ? {} : { access }) }, expect: { count: -1 } }],
    });
    return {
      pages: found.map(({ matches, included, total }) => ({
        matches: versionNames(matches),
        included: versionNames(included),
        total,
      })),
      total: counted.total,
      guarded: guarded.outcome === 'guard-failed' ? guarded.failures.map(({ matched }) => names(matched)) : guarded,
    };
  } catch (error) {
    if (isBaseplateError(error)) return error.code;
    throw error;
  }
}

/** Runs it with a store beside it that is right and empty. */
export async function besideReference(
  { moduleContext }: CaseContext<RecordStore>,
  run: (reference: RecordStore) => Promise<void>,
): Promise<void> {
  const reference = createMemoryRecordStore();
  await reference.start(moduleContext);
  await run(reference);
  await reference.stop();
}

/** Tries a property of a store and the reference beside it, in so many worlds. */
export function holdsAtRandom<Values>(
  context: CaseContext<RecordStore>,
  worlds: number,
  property: (context: CaseContext<RecordStore>, reference: RecordStore) => fc.IAsyncProperty<Values>,
): Promise<void> {
  return besideReference(context, (reference) =>
    fc.assert(property(context, reference), {
      numRuns: worlds,
      seed: context.random.integer(2 ** 31),
      includeErrorInReport: true,
    }),
  );
}
