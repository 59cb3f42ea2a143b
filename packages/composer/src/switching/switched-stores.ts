import type {
  AuditLog,
  DocumentStore,
  Module,
  ModuleContext,
  ModuleReference,
  RecordStore,
  StateStore,
} from '@baseplate-epr/contracts';
import type { AppliedAssembly, OpenLedger } from '../applied/open-applied.ts';
import { announcements } from '../ledger/announcement.ts';
import { type DataPlace, dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import { type LedgerWatch, watchLedger } from '../ledger/watch-ledger.ts';
import type { Admission } from '../module/admission.ts';
import type { ServiceFollower } from '../swapping/service-follower.ts';
import { type ContinuableRecords, continuableRecords } from './continuable-records.ts';
import { namedStores, type OpenSwitch, type OpenSwitchOptions, openSwitch } from './open-switch.ts';
import { requireInForce } from './require-in-force.ts';
import type { StoreShelf } from './store-shelf.ts';
import { switchableAudit } from './switchable-audit.ts';
import { switchableDocuments } from './switchable-documents.ts';
import { switchableRecords } from './switchable-records.ts';
import { switchableState } from './switchable-state.ts';
import { type FenceWatch, watchFence } from './watch-fence.ts';

/** What the switched stores of a process stand on. */
export interface SwitchedStoresOptions {
  readonly applied: AppliedAssembly;
  /** Decides which modules may run, of stores that come later as well. */
  readonly admission: Admission;
  readonly context: ModuleContext;
  /** The context of a store that is in force: its failure is the assembly's. */
  contextOf(place: string, reference: ModuleReference): ModuleContext;
}

/** The stores of one process that can be swapped while in use: each is opened by itself, and gives the facade that the record gets. */
export interface SwitchedStores extends OpenLedger {
  openRecords(): Promise<RecordStore>;
  openDocuments(): Promise<DocumentStore>;
  openAudit(): Promise<AuditLog>;
  openState(): Promise<StateStore>;
  readonly watch: LedgerWatch;
  /** From now on the process's services follow the ledger as well. */
  follow(services: Pick<ServiceFollower, 'meet' | 'opened' | 'inFront'>): void;
  /** What the services say of themselves has changed. */
  told(): void;
  /** The real record stores behind the facade. */
  records(): StoreShelf<ContinuableRecords>;
  /** Audit chains that processes append to which have not ended, in every log they have open. */
  chains(): Promise<readonly string[]>;
  /** Closes whatever is open, and takes this process's file away. Idempotent. */
  stop(): Promise<void>;
}

/** How long a store that nobody names any more stays open, in milliseconds: pages begun in it go on. */
const graceTime = 60_000;

/**
 * Announces this process and begins to watch the ledger; no store is open yet. From then on others wait for this process until every store is
 * open and meets what the ledger demands.
 */
export async function switchStores(options: SwitchedStoresOptions): Promise<SwitchedStores> {
  const { applied, context } = options;
  const { ledger, files, self } = applied;
  const switches = new Map<DataPlace, OpenSwitch<Module>>();
  const allOpen = Promise.withResolvers<void>();
  const chains = new Set<string>();
  const meetings: Promise<void>[] = [];
  let services: Pick<ServiceFollower, 'meet' | 'opened' | 'inFront'> | undefined;
  let recordShelf: StoreShelf<ContinuableRecords> | undefined;
  let stopDocuments: (() => Promise<void>) | undefined;
  let caughtUp: (() => Promise<void>) | undefined;
  let fence: FenceWatch | undefined;
  let closing: NodeJS.Timeout | undefined;

  const keep = async (entry?: LedgerEntry) => {
    for (const [place, { shelf }] of switches) await shelf.keep(entry === undefined ? [] : namedStores(entry, place));
  };
  const meet = async (newest: LedgerEntry) => {
    clearTimeout(closing);
    closing = setTimeout(() => void keep(newest), graceTime).unref();
    // Not waited for: a service that starts slowly must not delay the flip of a store.
    services?.meet(newest);
    await Promise.all([...switches.values()].map(({ turn }) => turn.meet(newest)));
    // What is opened meanwhile meets the newest entry by itself.
    await allOpen.promise;
    if (newest.changeOvers.documents?.phase === 'holding') await caughtUp?.();
  };
  const watch = await watchLedger({ ledger, files, self, logger: context.logger, meet });
  const told = () => {
    const stores = [...switches.values()].flatMap(({ turn }) => turn.opened() ?? []);
    const opened = Object.fromEntries(
      [...stores, services?.opened() ?? []].flat().map(({ id, reason }) => [id, reason]),
    );
    const inFront = services === undefined ? {} : { services: services.inFront() };
    const identities = Object.fromEntries(
      [...switches.values()].flatMap(({ turn, identityOf }) => {
        const over = turn.changeOver();
        const identity = over === undefined ? undefined : identityOf(over.to.since);
        return over === undefined || identity === undefined ? [] : [[over.id, identity]];
      }),
    );
    void watch.tell({ opened, identities, ...inFront }).catch(() => undefined);
  };

  async function open<Store extends Module>(
    place: DataPlace,
    opened: (store: Store) => Promise<void> = async () => {},
    more: Pick<OpenSwitchOptions<Store>, 'shown' | 'follow'> = {},
  ): Promise<OpenSwitch<Store>> {
    const made = await openSwitch<Store>({ ...options, ...more, place, opened, watch: () => watch, told });
    switches.set(place, made);
    meetings.push(made.turn.meet(watch.current()));
    if (meetings.length === dataPlaces.length) void Promise.all(meetings).then(() => allOpen.resolve());
    return made;
  }

  return {
    ...applied,
    watch,
    told,
    follow(follower) {
      services = follower;
      told();
      follower.meet(watch.current());
    },
    async openRecords() {
      const { turn, shelf } = await open<ContinuableRecords>('records', undefined, {
        shown: (store, openEarlier) => continuableRecords(store, { ledgerDirectory: ledger.directory, openEarlier }),
        follow: (store, { continues }) => store.follow(continues),
      });
      recordShelf = shelf;
      const { store, epoch } = turn.now();
      const announced = announcements(ledger);
      await requireInForce({ store, epoch, watch, announced });
      const { logger } = context;
      fence = watchFence({ inForce: () => turn.now(), watch, announced, logger });
      return fence.guard(switchableRecords({ turn, watch: () => watch }));
    },
    async openDocuments() {
      const { turn } = await open<DocumentStore>('documents');
      const facade = switchableDocuments({ turn, logger: context.logger });
      stopDocuments = facade.stop;
      caughtUp = facade.caughtUp;
      return facade.documents;
    },
    async openAudit() {
      const { turn } = await open<AuditLog>('audit', async (log) => {
        // Named before the first entry: what this process intends in any of its chains is under way while it lives.
        chains.add((await log.append({ entries: [] })).head.writer);
        await watch.tell({ chains: [...chains] });
      });
      return switchableAudit(turn);
    },
    async openState() {
      const { turn } = await open<StateStore>('state');
      return switchableState(turn);
    },
    records() {
      if (recordShelf === undefined) throw new Error('The record stores were asked for before one was open.');
      return recordShelf;
    },
    // Of those that only stand still as well: what they have begun may go on.
    chains: async () => (await files.list()).flatMap((process) => process.chains ?? []),
    async stop() {
      clearTimeout(closing);
      allOpen.resolve();
      await fence?.stop();
      await stopDocuments?.();
      await watch.stop();
      await keep();
    },
  };
}
