import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { nameOf, searchResources } from '@baseplate-epr/record-query';
import { changes } from './changes.ts';
import { commit } from './commit.ts';
import { history } from './history.ts';
import { load } from './load.ts';
import { createMemoryRecordDisk, type MemoryRecordDisk, resourcesOn } from './memory-record-disk.ts';
import { reindex } from './reindex.ts';

/** Options of {@link createMemoryRecordStore}. */
export interface MemoryRecordStoreOptions {
  /** What the store keeps its data on; give the same one again to open the same data. Default: a new, empty one. */
  readonly disk?: MemoryRecordDisk;
}

/**
 * The reference record store: the contract in its plainest form, against which others are compared.
 *
 * It looks at everything for every question and keeps nothing when the process ends: right, not fast, and not for patients.
 */
export function createMemoryRecordStore({
  disk = createMemoryRecordDisk(),
}: MemoryRecordStoreOptions = {}): RecordStore {
  let started = false;
  // Everything is done in one turn of the event loop, which is what makes commits atomic and serial.
  const answer = async <Result>(work: (disk: MemoryRecordDisk) => Result): Promise<Result> => {
    if (started) return work(disk);
    throw new BaseplateError({
      code: 'module-unavailable',
      message: 'The memory record store is not started, or was stopped. Start it before using it.',
    });
  };
  return {
    contract: 'record-store',
    contractVersion: 1,
    capabilities: {
      verbatimHistory: { support: 'supported' },
      givenEntries: { support: 'supported' },
      multipleProcesses: { support: 'unsupported', reason: 'The data is in the memory of one process.' },
    },
    start: async () => {
      started = true;
    },
    stop: async () => {
      started = false;
    },
    health: async () => (started ? { status: 'pass' } : { status: 'fail', reason: 'The store is not started.' }),
    read: ({ versionId, ...key }) =>
      answer(({ current, versions }) =>
        versionId === undefined
          ? current.get(nameOf(key))?.version
          : versions.get(nameOf(key))?.find((version) => version.versionId === versionId),
      ),
    commit: (options) => answer(() => commit(disk, options)),
    search: (query) => answer(() => searchResources(resourcesOn(disk), query)),
    history: (options) => answer(() => history(disk, options)),
    changes: (options) => answer(() => changes(disk, options)),
    load: (options) => answer(() => load(disk, options)),
    index: (options) => answer(() => reindex(disk, options)),
    fence: ({ epoch, successor }) =>
      answer(() => {
        if (epoch >= disk.fence.epoch) disk.fence = { epoch, successor };
      }),
    digest: (options) => answer(() => disk.digests.read(options)),
  };
}
