import { isBaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { resourceTypes } from '@baseplate-epr/fhir';
import { requireWanted } from '../cancelled.ts';
import type { TypeCount } from './report-types.ts';

/** What is asked of a store to count it. */
export type CountedStore = Pick<RecordStore, 'history' | 'search'>;

/** Counts versions and resources by type, of types that either store holds. */
export async function countTypes(
  left: CountedStore,
  right: CountedStore,
  signal?: AbortSignal,
): Promise<readonly TypeCount[]> {
  const counts: TypeCount[] = [];
  for (const type of [...resourceTypes].sort()) {
    requireWanted(signal);
    const [leftVersions, rightVersions] = await Promise.all([versionsOf(left, type), versionsOf(right, type)]);
    if (leftVersions === 0 && rightVersions === 0) continue;
    const [leftResources, rightResources] = await Promise.all([resourcesOf(left, type), resourcesOf(right, type)]);
    counts.push({
      type,
      versions: { left: leftVersions, right: rightVersions },
      resources: { left: leftResources, right: rightResources },
    });
  }
  return counts;
}

const versionsOf = (store: CountedStore, type: string) =>
  counted(async () => (await store.history({ scope: { type }, count: 1 })).total);

const resourcesOf = (store: CountedStore, type: string) =>
  counted(async () => (await store.search({ types: [type], count: 0 })).total);

/** A store may be unable to count so much, which is no reason to give up a report. */
async function counted(count: () => Promise<number | undefined>): Promise<number | undefined> {
  try {
    return await count();
  } catch (error) {
    if (isBaseplateError(error) && ['query-too-costly', 'query-invalid'].includes(error.code)) return undefined;
    throw error;
  }
}
