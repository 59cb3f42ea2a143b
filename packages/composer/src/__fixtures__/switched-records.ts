import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { CommitResult, IndexedVersion, ModuleContext, RecordStore } from '@baseplate-epr/contracts';
import type { ChangeOver, LedgerEntry } from '../ledger/ledger-entry.ts';
import { createStoreShelf } from '../switching/store-shelf.ts';
import { createSwitch } from '../switching/switch.ts';
import { switchableRecords } from '../switching/switchable-records.ts';
import { firstEntry } from './ledger-entries.ts';

/** The old store, the new one, and who is in force when. */
export const [oldStore, newStore] = [1, 5].map((since) => ({ ...firstEntry.data.records, since })) as [
  LedgerEntry['data']['records'],
  LedgerEntry['data']['records'],
];

/** The outside world, as memory stores need it. */
export const context: ModuleContext = {
  clock: { now: () => 1_795_000_000_000 },
  logger: { info: () => {}, warn: () => {}, error: () => {} },
  randomBytes: (size) => new Uint8Array(size),
};

/** One process over two memory stores, whose ledger is written by the test. */
export async function switchedRecords({ longestWait = 1000, longestHeld = 20_000 } = {}) {
  const stores = { [oldStore.since]: createMemoryRecordStore(), [newStore.since]: createMemoryRecordStore() };
  for (const store of Object.values(stores)) await store.start(context);
  const unopened = new Set<number>();
  const shelf = createStoreShelf<RecordStore>({
    start: async ({ since }) => {
      if (unopened.has(since)) throw new Error('not to be opened yet');
      const store = stores[since];
      if (store === undefined) throw new Error(`There is no store ${since}.`);
      return store;
    },
    closingFailed: () => {},
  });
  let entry: LedgerEntry = { format: 2, revision: 1, at: 0, epoch: 1, changeOvers: {}, ...firstEntry };
  let unseen = entry;
  const state = { fresh: true, lapses: 0 };
  const watch = {
    isFresh: () => state.fresh,
    fresh: async () => {
      while (!state.fresh) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    lapses: () => state.lapses,
    refresh: async () => {
      if (entry !== unseen) {
        entry = unseen;
        void turn.meet(entry);
      }
      return entry;
    },
  };
  const first = { store: await shelf.open(oldStore), since: oldStore.since, epoch: entry.epoch };
  const turn = createSwitch(
    { place: 'records', shelf, watch: () => watch, told: () => {}, longestWait: longestHeld },
    first,
  );
  const records = switchableRecords({ turn, watch: () => watch, longestWait });
  /** Writes the ledger; the process does not look before it is told to, or to `refresh`. */
  const write = (phase: ChangeOver['phase'] | undefined, change: Partial<LedgerEntry> = {}) => {
    const isNew = phase === 'flipped' || phase === 'mirroring';
    const changeOver: Partial<ChangeOver> = { id: 'x', from: oldStore, to: newStore };
    unseen = {
      ...unseen,
      revision: unseen.revision + 1,
      data: { ...unseen.data, records: isNew ? newStore : oldStore },
      changeOvers: phase === undefined ? {} : { records: { ...changeOver, phase, flippedAt: '0' } as ChangeOver },
      ...change,
    };
  };
  const look = (): Promise<void> => {
    entry = unseen;
    return turn.meet(entry);
  };
  return { records, turn, shelf, state, write, look, unopened, old: stores[1]!, fresh: stores[5]! };
}

/** A version without entries. */
export function version(id: string, versionId = '1'): IndexedVersion {
  const text = `{"resourceType":"Basic","id":"${id}"}`;
  return { type: 'Basic', id, versionId, lastUpdated: 1000, deleted: false, text, compartments: [], entries: [] };
}

/** Commits one version. */
export function commit(records: RecordStore, id: string, versionId?: string): Promise<CommitResult> {
  return records.commit({ epoch: 0, writes: [{ version: version(id, versionId), expect: 'anything' }] });
}
