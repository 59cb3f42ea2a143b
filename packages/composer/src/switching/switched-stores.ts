import type { ModuleContext, ModuleReference, RecordStore } from '@baseplate-epr/contracts';
import type { AppliedAssembly, OpenLedger } from '../applied/open-applied.ts';
import type { AppliedStore, LedgerEntry } from '../ledger/ledger-entry.ts';
import { type LedgerWatch, watchLedger } from '../ledger/watch-ledger.ts';
import type { Admission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { createStoreShelf, type StoreShelf } from './store-shelf.ts';
import { createSwitch, type Switch } from './switch.ts';
import { switchableRecords } from './switchable-records.ts';

/** What the switched stores of a process stand on. */
export interface SwitchedStoresOptions {
  readonly applied: AppliedAssembly;
  /** Whether a store that is to come may be loaded. */
  readonly admission: Admission;
  readonly context: ModuleContext;
  /** The context of a store that is in force: its failure is the assembly's. */
  contextOf(place: string, reference: ModuleReference): ModuleContext;
}

/** The stores of one process that can be swapped while in use, and its view of the ledger. */
export interface SwitchedStores extends OpenLedger {
  /** The facade that the record is given. */
  readonly records: RecordStore;
  readonly watch: LedgerWatch;
  /** The real stores behind the facade. */
  readonly shelf: StoreShelf<RecordStore>;
  stop(): Promise<void>;
}

/** How long a store that nobody names any more stays open, in milliseconds: pages begun in it go on. */
const graceTime = 60_000;

/** Opens the stores in force and begins to watch the ledger. Holds nothing open if it fails. */
export async function openSwitchedStores(options: SwitchedStoresOptions): Promise<SwitchedStores> {
  const { applied, admission, context, contextOf } = options;
  const { ledger, files, self, entry } = applied;
  const closingFailed = () => context.logger.error('A record store that is not needed any more failed to stop.');
  const shelf = createStoreShelf<RecordStore>({
    closingFailed,
    start: async (store) => {
      const reference = store.since === entry.data.records.since ? applied.configuration.data.records : store.reference;
      await admission.admit(reference);
      const module = await loadModule<RecordStore>(reference);
      const given = contextOf('data.records', reference);
      // Of a store that is to come, or that was, nothing depends on this process going on.
      const failed = (reason: string) => (turn?.now().since === store.since ? given.failed?.(reason) : tell(reason));
      await module.start({ ...given, failed });
      return module;
    },
  });
  const tell = (reason: string) => context.logger.error(`A record store that is not in force has failed. ${reason}`);

  let watch: LedgerWatch | undefined;
  let turn: Switch<RecordStore> | undefined;
  const watching = (): LedgerWatch => {
    if (watch !== undefined) return watch;
    throw new Error('A store was used before its ledger was watched.');
  };
  let closing: NodeJS.Timeout | undefined;
  const closeLater = (newest: LedgerEntry) => {
    clearTimeout(closing);
    closing = setTimeout(() => void shelf.keep(namedStores(newest)), graceTime).unref();
  };

  try {
    const first = entry.data.records;
    const made = createSwitch(
      { place: 'records', shelf, watch: watching, told: () => void tellOpened() },
      { store: await shelf.open(first), since: first.since, epoch: entry.epoch },
    );
    turn = made;
    const tellOpened = async () => {
      const opened = made.opened();
      if (opened !== undefined) await watch?.tell({ opened: { [opened.id]: opened.reason } }).catch(() => undefined);
    };
    watch = await watchLedger({
      ledger,
      files,
      self,
      logger: context.logger,
      async meet(newest) {
        closeLater(newest);
        await made.meet(newest);
      },
    });
    return {
      ...applied,
      shelf,
      watch,
      records: switchableRecords({ turn: made, watch: watching }),
      async stop() {
        clearTimeout(closing);
        await watch?.stop();
        await shelf.keep([]);
      },
    };
  } catch (error) {
    await watch?.stop();
    await shelf.keep([]);
    throw error;
  }
}

function namedStores({ data, changeOvers }: LedgerEntry): number[] {
  const named: (AppliedStore | undefined)[] = [data.records, changeOvers.records?.from, changeOvers.records?.to];
  return named.flatMap((store) => store?.since ?? []);
}
