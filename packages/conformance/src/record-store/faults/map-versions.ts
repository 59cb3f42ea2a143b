import type { RecordStore, StoredVersion } from '@baseplate-epr/contracts';

/** The reading methods of a store, each version replaced on its way out. */
export function mapVersions(
  store: RecordStore,
  replace: (version: StoredVersion) => StoredVersion,
): Pick<RecordStore, 'read' | 'search' | 'history' | 'changes'> {
  return {
    read: async (options) => {
      const version = await store.read(options);
      return version === undefined ? undefined : replace(version);
    },
    search: async (query) => {
      const result = await store.search(query);
      return { ...result, matches: result.matches.map(replace), included: result.included.map(replace) };
    },
    history: async (options) => {
      const result = await store.history(options);
      return { ...result, versions: result.versions.map(replace) };
    },
    changes: async (options) => {
      const result = await store.changes(options);
      return { ...result, versions: result.versions.map(replace) };
    },
  };
}
