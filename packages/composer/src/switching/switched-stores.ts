import type { DocumentStore, ModuleContext, ModuleReference, RecordStore } from '@baseplate-epr/contracts';
import type { AppliedAssembly, OpenLedger } from '../applied/open-applied.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { type LedgerWatch, watchLedger } from '../ledger/watch-ledger.ts';
import type { Admission } from '../module/admission.ts';
import { namedStores, type OpenSwitch, openSwitch } from './open-switch.ts';
import { requireInForce } from './require-in-force.ts';
import type { StoreShelf } from './store-shelf.ts';
import { switchableDocuments } from './switchable-documents.ts';
import { switchableRecords } from './switchable-records.ts';

/** What the switched stores of a process stand on. */
export interface SwitchedStoresOptions {
  readonly applied: AppliedAssembly;
  /** Decides which modules may run, of stores that come later as well. */
  readonly admission: Admission;
  readonly context: ModuleContext;
  /** The context of a store that is in force: its failure is the assembly's. */
  contextOf(place: string, reference: ModuleReference): ModuleContext;
}

/** The stores of one process that can be swapped while in use, and its view of the ledger. */
export interface SwitchedStores extends OpenLedger {
  /** The facades that the record is given. */
  readonly records: RecordStore;
  readonly documents: DocumentStore;
  readonly watch: LedgerWatch;
  /** The real record stores behind the facade. */
  readonly shelf: StoreShelf<RecordStore>;
}

/** The same before it is watched: each store that is in force can be opened by itself, so that every one that cannot is told. */
export interface SwitchingStores {
  openRecords(): Promise<void>;
  openDocuments(): Promise<void>;
  /**
   * Begins to watch the ledger. Both stores must be open.
   * @throws BaseplateError `store-fenced` if the record store in force was superseded without the ledger's knowledge
   */
  begin(): Promise<SwitchedStores>;
  /** Closes whatever is open. Idempotent. */
  stop(): Promise<void>;
}

/** How long a store that nobody names any more stays open, in milliseconds: pages begun in it go on. */
const graceTime = 60_000;

/** Makes the switched stores of a process; nothing is open yet. */
export function switchStores(options: SwitchedStoresOptions): SwitchingStores {
  const { applied, context } = options;
  const { ledger, files, self } = applied;
  const opened: { records?: OpenSwitch<RecordStore>; documents?: OpenSwitch<DocumentStore> } = {};
  let watch: LedgerWatch | undefined;
  let stopDocuments: (() => Promise<void>) | undefined;
  let closing: NodeJS.Timeout | undefined;
  const watching = (): LedgerWatch => {
    if (watch !== undefined) return watch;
    throw new Error('A store was used before its ledger was watched.');
  };
  const told = () => {
    const news = [opened.records?.turn.opened(), opened.documents?.turn.opened()].filter((one) => one !== undefined);
    const reasons = Object.fromEntries(news.map(({ id, reason }) => [id, reason]));
    void watch?.tell({ opened: reasons }).catch(() => undefined);
  };
  const keep = async (entry?: LedgerEntry) => {
    await opened.records?.shelf.keep(entry === undefined ? [] : namedStores(entry, 'records'));
    await opened.documents?.shelf.keep(entry === undefined ? [] : namedStores(entry, 'documents'));
  };
  const common = { ...options, watch: watching, told };
  return {
    async openRecords() {
      opened.records = await openSwitch<RecordStore>({ ...common, place: 'records' });
    },
    async openDocuments() {
      opened.documents = await openSwitch<DocumentStore>({ ...common, place: 'documents' });
    },
    async begin() {
      const { records, documents } = opened;
      if (records === undefined || documents === undefined)
        throw new Error('The stores are watched before they are open.');
      const facade = switchableDocuments({ turn: documents.turn, logger: context.logger });
      stopDocuments = facade.stop;
      watch = await watchLedger({
        ledger,
        files,
        self,
        logger: context.logger,
        async meet(newest) {
          clearTimeout(closing);
          closing = setTimeout(() => void keep(newest), graceTime).unref();
          await Promise.all([records.turn.meet(newest), documents.turn.meet(newest)]);
          if (newest.changeOvers.documents?.phase === 'holding') await facade.caughtUp();
        },
      });
      const { turn, shelf } = records;
      const { store, epoch } = turn.now();
      await requireInForce({ store, epoch, watch });
      return {
        ...applied,
        watch,
        shelf,
        records: switchableRecords({ turn, watch: watching }),
        documents: facade.documents,
      };
    },
    async stop() {
      clearTimeout(closing);
      await stopDocuments?.();
      await watch?.stop();
      await keep();
    },
  };
}
