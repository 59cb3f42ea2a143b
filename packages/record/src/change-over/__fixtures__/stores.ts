import { createMemoryRecordStore, createTestClock } from '@baseplate-epr/conformance';
import type { IndexEntry, IndexedVersion, ModuleContext, RecordStore, StoredVersion } from '@baseplate-epr/contracts';

const quiet = () => undefined;

/** A module context that says nothing. */
export const quietContext: ModuleContext = {
  clock: createTestClock(),
  logger: { info: quiet, warn: quiet, error: quiet },
  randomBytes: (size) => new Uint8Array(size),
};

/** A started memory store that holds these versions. */
export async function storeWith(versions: readonly IndexedVersion[] = []): Promise<RecordStore> {
  const store = createMemoryRecordStore();
  await store.start(quietContext);
  await store.load({ versions });
  return store;
}

/** A version with what a test does not care about filled in. */
export function versionOf(given: Partial<IndexedVersion> & { readonly id: string }): IndexedVersion {
  const { type = 'Observation', id, versionId = '1', deleted = false } = given;
  return {
    type,
    versionId,
    lastUpdated: 1_700_000_000_000 + Number(versionId),
    deleted,
    text: deleted ? '' : JSON.stringify({ resourceType: type, id, note: `version ${versionId}` }),
    compartments: [],
    entries: [],
    ...given,
  };
}

/** One entry that tells which version it was computed of. */
export function entriesOf({ id, versionId }: StoredVersion): readonly IndexEntry[] {
  return [{ kind: 'token', parameter: 'made-of', system: '', code: `${id}/${versionId}` }];
}

/** Resources, `versions` of each, that lie in the compartments of a few patients; interleaved as use writes them. */
export function someVersions(resources: number, versions = 2, patients = 5): readonly IndexedVersion[] {
  return Array.from({ length: versions }, (_, before) => before + 1).flatMap((version) =>
    Array.from({ length: resources }, (_, number) =>
      versionOf({
        id: `o${number}`,
        versionId: String(version),
        deleted: version > 1 && number % 7 === 0,
        compartments: number % 5 === 0 ? [] : [{ type: 'Patient', id: `p${number % patients}` }],
      }),
    ),
  );
}

/** Every version of a store in commit order. */
export async function everyVersion(store: Pick<RecordStore, 'changes'>): Promise<readonly StoredVersion[]> {
  const { versions } = await store.changes({ limit: 10_000 });
  return versions;
}
