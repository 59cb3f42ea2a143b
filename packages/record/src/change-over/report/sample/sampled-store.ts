import type { Predicate, RecordStore, SortKey, StoredVersion } from '@baseplate-epr/contracts';

/** What is asked of a store to fill the sample sheet. */
export type SampledStore = Pick<RecordStore, 'read' | 'search'>;

/** Resources of one patient: more are not listed on a sheet that somebody compares by eye. */
export const sampledResources = 200;

/** What of a patient's chart is wanted. */
export interface ChartQuery {
  readonly store: SampledStore;
  readonly patient: string;
  readonly types: readonly string[];
  readonly where?: Predicate;
  readonly sort?: readonly SortKey[];
  readonly count?: number;
}

/** Current resources of a patient, as JSON values. */
export async function readChart(query: ChartQuery): Promise<readonly unknown[]> {
  const { store, patient, types, where, sort, count = sampledResources } = query;
  const inside: Predicate = { kind: 'compartment', type: 'Patient', ids: [patient] };
  const predicates = where === undefined ? [inside] : [inside, where];
  const { matches } = await store.search({ types, where: { kind: 'and', predicates }, count, sort });
  return matches.map(resourceOf);
}

/** The current state of one resource; undefined if there is none. */
export async function readCurrent(store: SampledStore, type: string, id: string): Promise<unknown> {
  const version = await store.read({ type, id });
  return version === undefined || version.deleted ? undefined : resourceOf(version);
}

/** Nothing is written from it, so that it may lose digits beyond those of a number is no harm; what is shown comes of short texts. */
function resourceOf({ text }: StoredVersion): unknown {
  return JSON.parse(text);
}
