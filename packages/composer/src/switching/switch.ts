import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, isBaseplateError, type Module } from '@baseplate-epr/contracts';
import type { AppliedStore, ChangeOver, DataPlace, LedgerEntry, Passage } from '../ledger/ledger-entry.ts';
import type { LedgerWatch } from '../ledger/watch-ledger.ts';
import { createGate } from './gate.ts';
import type { StoreShelf } from './store-shelf.ts';

/** The store that is in force at one moment. */
export interface InForce<Store> {
  readonly store: Store;
  readonly since: number;
  readonly epoch: number;
}

/** What a switch stands on. */
export interface SwitchOptions<Store extends Module> {
  readonly place: DataPlace;
  readonly shelf: StoreShelf<Store>;
  /** How long a call waits for a hold, or for a store, before it is refused with nothing done, in milliseconds. Default 20,000. */
  readonly longestWait?: number;
  /** What {@link Switch.opened} says has changed. */
  told(): void;
  /** Known once the ledger is watched, which is before the first call. */
  watch(): Pick<LedgerWatch, 'fresh' | 'isFresh' | 'lapses' | 'refresh'>;
}

/** Which of a place's stores is in force, for one process, and whether writes go on. */
export interface Switch<Store> {
  /**
   * Does what an entry demands: opens what will be needed, holds writes until none is in hand, reads the store that is in force.
   * Resolves when that is done.
   */
  meet(entry: LedgerEntry): Promise<void>;
  /** Why the store that is to come cannot be opened here; empty if it is open; `undefined` while that is not known, or none is to come. */
  opened(): { readonly id: string; readonly reason: string } | undefined;
  /** The store in force as far as this process knows; for what only describes it. */
  now(): InForce<Store>;
  /** The store in force if that is certain at this moment: the others reckon with this process, and nothing is turned to another store. */
  certain(): InForce<Store> | undefined;
  /** Another store of the place that is open. */
  find(since: number): Store | undefined;
  /** The change-over under way, as this process last saw it. */
  changeOver(): ChangeOver | undefined;
  /** Where readers of changes go on who have read a store to its end, as this process last saw it. */
  passages(): readonly Passage[];
  /**
   * Does work that only reads, again if meanwhile the others went on without this process.
   * @throws BaseplateError `module-unavailable` if the store in force cannot be opened for too long; whatever the work throws
   */
  reading<Result>(work: (inForce: InForce<Store>) => Promise<Result>): Promise<Result>;
  /**
   * Does work that writes; it waits while writes are held.
   * @throws BaseplateError `module-unavailable` before the work has begun if they are held for too long; whatever the work throws
   */
  writing<Result>(work: (inForce: InForce<Store>) => Promise<Result>): Promise<Result>;
}

/** Milliseconds between attempts to open a store. */
const openAgainAfter = 1000;

/** Makes a switch that stands on a store which is open. */
export function createSwitch<Store extends Module>(
  options: SwitchOptions<Store>,
  first: InForce<Store>,
): Switch<Store> {
  const { place, shelf, watch, told, longestWait = 20_000 } = options;
  const gate = createGate();
  let current = first;
  let turning: Promise<void> | undefined;
  let seen: LedgerEntry | undefined;
  let opened: { readonly id: string; readonly reason: string } | undefined;

  const isNewest = (entry: LedgerEntry) => seen?.revision === entry.revision;

  async function prepare(entry: LedgerEntry, { id, from, to }: ChangeOver): Promise<void> {
    const isComing = entry.data[place].since !== to.since;
    for (;;) {
      try {
        await shelf.open(isComing ? to : from);
        if (isComing) opened = { id, reason: '' };
        told();
        return;
      } catch (error) {
        if (isComing) opened = { id, reason: isBaseplateError(error) ? error.message : 'It cannot be opened.' };
      }
      if (isComing) told();
      await wait(openAgainAfter, undefined, { ref: false });
      if (!isNewest(entry)) return;
    }
  }

  /** Everybody who comes meanwhile waits: the store that was in force until now is no longer to be read. */
  async function turnTo(entry: LedgerEntry, applied: AppliedStore): Promise<void> {
    for (;;) {
      try {
        const store = await shelf.open(applied);
        if (isNewest(entry)) current = { store, since: applied.since, epoch: entry.epoch };
        return;
      } catch {
        await wait(openAgainAfter, undefined, { ref: false });
        if (!isNewest(entry)) return;
      }
    }
  }

  /** A hold lasts for seconds at the most; whoever waits for longer is told so, since nobody looks at a request that hangs. */
  const within = async (limit: number, awaited: Promise<void>): Promise<void> => {
    const late = new AbortController();
    try {
      const left = Math.max(0, limit - performance.now());
      const timeout = wait(left, 'late', { signal: late.signal }).catch(() => undefined);
      if ((await Promise.race([awaited, timeout])) === 'late') throw held(place);
    } finally {
      late.abort();
    }
  };

  const inForce = async (limit = performance.now() + longestWait): Promise<InForce<Store>> => {
    for (;;) {
      if (!watch().isFresh()) await watch().fresh();
      else if (turning !== undefined) await within(limit, turning);
      else return current;
    }
  };

  const certain = () => (watch().isFresh() && turning === undefined ? current : undefined);

  return {
    now: () => current,
    certain,
    opened: () => opened,
    find: (since) => shelf.find(since),
    changeOver: () => seen?.changeOvers[place],
    passages: () => seen?.passages ?? [],
    async meet(entry) {
      seen = entry;
      turning = undefined;
      const applied = entry.data[place];
      const changeOver = entry.changeOvers[place];
      const holds = changeOver?.phase === 'holding' || changeOver?.phase === 'flipped';
      const drained = holds ? gate.close() : undefined;
      if (current.since === applied.since) current = { ...current, epoch: entry.epoch };
      else if (shelf.find(applied.since) !== undefined) await turnTo(entry, applied);
      else {
        const mine = turnTo(entry, applied);
        turning = mine;
        await mine;
        if (turning === mine) turning = undefined;
      }
      if (!isNewest(entry)) return;
      if (!holds) gate.open();
      if (changeOver === undefined) opened = undefined;
      else {
        const prepared = prepare(entry, changeOver);
        // Nothing depends on the old store being open, but rollback and pages begun in it.
        if (applied.since !== changeOver.to.since) await prepared;
      }
      await drained;
    },
    async reading(work) {
      for (;;) {
        const before = certain() ?? (await inForce());
        const lapses = watch().lapses();
        const result = await work(before);
        if (watch().isFresh() && watch().lapses() === lapses) return result;
        if ((await inForce()).since === before.since) return result;
      }
    },
    async writing(work) {
      const limit = performance.now() + longestWait;
      for (;;) {
        // From the last look on, nobody else has a turn until the work has begun.
        const known = certain();
        if (known === undefined) await inForce(limit);
        else if (!gate.isOpen()) await within(limit, gate.opened());
        else return gate.inside(() => work(known));
      }
    },
  };
}

function held(place: DataPlace): BaseplateError {
  return new BaseplateError({
    code: 'module-unavailable',
    message: `The store of data.${place} is being changed over, and that takes too long. Nothing was done. Try again; baseplate status says how far it is.`,
    details: { nothingWritten: true },
  });
}
