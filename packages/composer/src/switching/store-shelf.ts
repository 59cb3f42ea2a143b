import type { Module } from '@baseplate-epr/contracts';
import type { AppliedStore } from '../ledger/ledger-entry.ts';

/** The stores of one place that a process has open: the one in force, the one before it, the one that is to come. */
export interface StoreShelf<Store extends Module> {
  /** Opens a store, once however often it is asked for; a failure is tried again at the next call. */
  open(applied: AppliedStore): Promise<Store>;
  /** A store that is open; `undefined` if it is not. */
  find(since: number): Store | undefined;
  /** Closes every store but these. */
  keep(sinces: readonly number[]): Promise<void>;
}

/** How stores are opened. */
export interface ShelfOptions<Store extends Module> {
  /** Loads and starts it. */
  start(applied: AppliedStore): Promise<Store>;
  /** Sees that a store that is open is as the ledger has it now; at each call of {@link StoreShelf.open}. */
  follow?(store: Store, applied: AppliedStore): Promise<void>;
  /** A store could not be closed. */
  closingFailed(): void;
}

/** Makes an empty shelf. */
export function createStoreShelf<Store extends Module>({
  start,
  follow = async () => {},
  closingFailed,
}: ShelfOptions<Store>): StoreShelf<Store> {
  const opening = new Map<number, Promise<Store>>();
  const open = new Map<number, Store>();

  async function begin(applied: AppliedStore): Promise<Store> {
    const store = await start(applied);
    // Nobody may want it any more by now; then `keep` closes it, which waits for this.
    open.set(applied.since, store);
    return store;
  }

  async function close(since: number): Promise<void> {
    try {
      const store = await opening.get(since);
      opening.delete(since);
      open.delete(since);
      await store?.stop();
    } catch {
      closingFailed();
    }
  }

  return {
    async open(applied) {
      const begun = opening.get(applied.since) ?? begin(applied);
      opening.set(applied.since, begun);
      begun.catch(() => opening.delete(applied.since));
      const store = await begun;
      await follow(store, applied);
      return store;
    },
    find: (since) => open.get(since),
    async keep(sinces) {
      const others = [...opening.keys()].filter((since) => !sinces.includes(since));
      await Promise.all(others.map(close));
    },
  };
}
