import type { Module, ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import type { AppliedAssembly } from '../applied/open-applied.ts';
import { requireIdentity } from '../applied/require-identity.ts';
import type { AppliedStore, DataPlace, LedgerEntry } from '../ledger/ledger-entry.ts';
import type { LedgerWatch } from '../ledger/watch-ledger.ts';
import type { Admission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { createStoreShelf, type StoreShelf } from './store-shelf.ts';
import { createSwitch, type Switch } from './switch.ts';

/** What the switch of one place stands on. */
export interface OpenSwitchOptions<Store extends Module> {
  readonly place: DataPlace;
  readonly applied: AppliedAssembly;
  readonly admission: Admission;
  readonly context: ModuleContext;
  /** The context of a store that is in force: its failure is the assembly's. */
  contextOf(place: string, reference: ModuleReference): ModuleContext;
  watch(): LedgerWatch;
  /** What the record is handed of a store, which may need others of its place; default: itself. */
  shown?(module: Store, open: StoreShelf<Store>['open']): Store;
  /** Sees that a store is as the ledger has it now; at each time it is asked for. */
  follow?(store: Store, applied: AppliedStore): Promise<void>;
  /** A store was started; awaited before anything reaches it. */
  opened(store: Store): Promise<void>;
  /** What the switch says of a store that is to come has changed. */
  told(): void;
}

/** One place of a process whose store can be swapped. */
export interface OpenSwitch<Store extends Module> {
  readonly shelf: StoreShelf<Store>;
  readonly turn: Switch<Store>;
  /** Name by which a store that was opened is known, if it has one. */
  identityOf(since: number): string | undefined;
}

/** Opens the store that is in force. Holds nothing open if it fails. */
export async function openSwitch<Store extends Module>(options: OpenSwitchOptions<Store>): Promise<OpenSwitch<Store>> {
  const {
    place,
    applied,
    admission,
    context,
    contextOf,
    opened,
    watch,
    told,
    follow,
    shown = (module) => module,
  } = options;
  const { entry, configuration } = applied;
  let turn: Switch<Store> | undefined;
  const identities = new Map<number, string>();
  const shelf: StoreShelf<Store> = createStoreShelf<Store>({
    ...(follow === undefined ? {} : { follow }),
    closingFailed: () => context.logger.error(`A store of data.${place} that is not needed any more failed to stop.`),
    start: async (store) => {
      const isFirst = store.since === entry.data[place].since;
      const reference = isFirst ? configuration.data[place] : store.reference;
      const module = await loadModule<Store>(reference, admission);
      const given = contextOf(`data.${place}`, reference);
      // Of a store that is to come, or that was, nothing depends on this process going on.
      const failed = (reason: string) =>
        turn === undefined || turn.now().since === store.since
          ? given.failed?.(reason)
          : context.logger.error(`A store of data.${place} that is not in force has failed. ${reason}`);
      await module.start({ ...given, failed });
      try {
        const identity = await requireIdentity({ place, applied: store, module });
        if (identity !== undefined) identities.set(store.since, identity);
        if (isFirst && identity !== undefined) await noteIdentity(applied, place, identity, module);
        await opened(module);
      } catch (error) {
        await module.stop();
        throw error;
      }
      return shown(module, shelf.open);
    },
  });
  const first = entry.data[place];
  const store = await shelf.open(first);
  turn = createSwitch({ place, shelf, watch, told }, { store, since: first.since, epoch: entry.epoch });
  return { shelf, turn, identityOf: (since) => identities.get(since) };
}

/** Writes down by which name the store in force is known, unless that is written already; then it must be this one. */
async function noteIdentity(
  { ledger }: Pick<AppliedAssembly, 'ledger'>,
  place: DataPlace,
  identity: string,
  module: Module,
): Promise<void> {
  const entry = await ledger.change(({ data }) =>
    data[place].identity === undefined
      ? {
          what: `The store of data.${place} is known from now on, wherever its name leads.`,
          data: { ...data, [place]: { ...data[place], identity } },
        }
      : undefined,
  );
  await requireIdentity({ place, applied: entry.data[place], module });
}

/** The stores of a place that an entry names. */
export function namedStores({ data, changeOvers }: LedgerEntry, place: DataPlace): number[] {
  const named: (AppliedStore | undefined)[] = [data[place], changeOvers[place]?.from, changeOvers[place]?.to];
  return named.flatMap((store) => (store === undefined ? [] : withEarlier(store)));
}

/** A store, and those that keep what went before it. */
function withEarlier({ since, continues }: AppliedStore): number[] {
  return continues === undefined ? [since] : [since, ...withEarlier(continues.earlier)];
}
