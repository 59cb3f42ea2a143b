import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import {
  applyChange,
  createHeldRecord,
  type HeldRecord,
  heldChanges,
  heldHistory,
  heldResources,
  type Plan,
  planCommit,
  planFence,
  planIndex,
  planLoad,
  readHeld,
  searchResources,
} from '@baseplate-epr/record-query';

/** What a memory record store keeps, apart from the store, so that another store can be opened on it. */
export type MemoryRecordDisk = HeldRecord;

/** Makes an empty {@link MemoryRecordDisk}. */
export const createMemoryRecordDisk: () => MemoryRecordDisk = createHeldRecord;

/** Disks that a store was started on. */
const made = new WeakSet<MemoryRecordDisk>();

/** Options of {@link createMemoryRecordStore}. */
export interface MemoryRecordStoreOptions {
  /**
   * What the store keeps its data on; give the same one again to open the same data. One that was never started on is not there yet for a start
   * that only looks. Default: a new, empty one, which is there.
   */
  readonly disk?: MemoryRecordDisk;
}

/**
 * The reference record store: the contract in its plainest form, against which others are compared.
 *
 * It looks at everything for every question and keeps nothing when the process ends: right, not fast, and not for patients.
 */
export function createMemoryRecordStore(options: MemoryRecordStoreOptions = {}): RecordStore {
  const { disk = createMemoryRecordDisk() } = options;
  if (options.disk === undefined) made.add(disk);
  let started = false;
  // Everything is done in one turn of the event loop, which is what makes commits atomic and serial.
  const answer = async <Result>(work: () => Result): Promise<Result> => {
    if (started) return work();
    throw new BaseplateError({
      code: 'module-unavailable',
      message: 'The memory record store is not started, or was stopped. Start it before using it.',
    });
  };
  const carryOut = <Result>(plan: () => Plan<Result>): Promise<Result> =>
    answer(() => {
      const { result, change } = plan();
      if (change !== undefined) applyChange(disk, change);
      return result;
    });
  return {
    contract: 'record-store',
    contractVersion: 1,
    capabilities: {
      verbatimHistory: { support: 'supported' },
      givenEntries: { support: 'supported' },
      multipleProcesses: { support: 'unsupported', reason: 'The data is in the memory of one process.' },
    },
    start: async ({ keepsSchema = false }) => {
      if (keepsSchema && !made.has(disk)) {
        throw new BaseplateError({
          code: 'precondition-failed',
          message: 'There is no record yet. Start the record once before looking at it.',
        });
      }
      made.add(disk);
      started = true;
    },
    stop: async () => {
      started = false;
    },
    health: async () => (started ? { status: 'pass' } : { status: 'fail', reason: 'The store is not started.' }),
    read: (options) => answer(() => readHeld(disk, options)),
    commit: (options) => carryOut(() => planCommit(disk, options)),
    search: (query) => answer(() => searchResources(heldResources(disk), query)),
    history: (options) => answer(() => heldHistory(disk, options)),
    changes: (options) => answer(() => heldChanges(disk, options)),
    load: (options) => carryOut(() => planLoad(disk, options)),
    index: (options) => carryOut(() => planIndex(disk, options)),
    fence: (options) => carryOut(() => planFence(disk, options)),
    digest: (options) => answer(() => disk.digests.read(options)),
  };
}
