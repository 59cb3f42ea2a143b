import type { Module, ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import type { AppliedAssembly } from '../applied/open-applied.ts';
import type { AppliedStore, DataPlace, LedgerEntry } from '../ledger/ledger-entry.ts';
import type { LedgerWatch } from '../ledger/watch-ledger.ts';
import type { Admission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { createStoreShelf, type StoreShelf } from './store-shelf.ts';
import { createSwitch, type Switch } from './switch.ts';

/** What the switch of one place stands on. */
export interface OpenSwitchOptions<Store> {
  readonly place: DataPlace;
  readonly applied: AppliedAssembly;
  readonly admission: Admission;
  readonly context: ModuleContext;
  /** The context of a store that is in force: its failure is the assembly's. */
  contextOf(place: string, reference: ModuleReference): ModuleContext;
  watch(): LedgerWatch;
  /** A store was started; awaited before anything reaches it. */
  opened(store: Store): Promise<void>;
  /** What the switch says of a store that is to come has changed. */
  told(): void;
}

/** One place of a process whose store can be swapped. */
export interface OpenSwitch<Store extends Module> {
  readonly shelf: StoreShelf<Store>;
  readonly turn: Switch<Store>;
}

/** Opens the store that is in force. Holds nothing open if it fails. */
export async function openSwitch<Store extends Module>(options: OpenSwitchOptions<Store>): Promise<OpenSwitch<Store>> {
  const { place, applied, admission, context, contextOf, opened, watch, told } = options;
  const { entry, configuration } = applied;
  let turn: Switch<Store> | undefined;
  const shelf = createStoreShelf<Store>({
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
      await opened(module);
      return module;
    },
  });
  const first = entry.data[place];
  const store = await shelf.open(first);
  turn = createSwitch({ place, shelf, watch, told }, { store, since: first.since, epoch: entry.epoch });
  return { shelf, turn };
}

/** The stores of a place that an entry names. */
export function namedStores({ data, changeOvers }: LedgerEntry, place: DataPlace): number[] {
  const named: (AppliedStore | undefined)[] = [data[place], changeOvers[place]?.from, changeOvers[place]?.to];
  return named.flatMap((store) => store?.since ?? []);
}
