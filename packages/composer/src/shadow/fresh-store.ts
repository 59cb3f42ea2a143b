import type { RecordStore } from '@baseplate-epr/contracts';

/** What a shadow does with its store. */
type Shadow = Pick<RecordStore, 'load' | 'read' | 'search' | 'stop'>;

/** How a store is opened, and by which clock. */
export interface FreshStoreOptions {
  readonly first: Shadow;
  /** Opens the same place again; nobody else here has it open then. */
  open(): Promise<Shadow>;
  /** Milliseconds. */
  now(): number;
}

/** A store that can be opened anew. */
export interface FreshStore extends Shadow {
  /** Opens it anew if that is due. No call may be in hand. */
  renew(): Promise<void>;
}

/** So long a store is kept open at least, and so many times as long as opening it takes. */
const leastTime = 60_000;
const timesOpening = 20;

/**
 * Opens a store anew each minute. A store may remember what it has read or was given, and what has changed beneath it since is in none of
 * its answers: a shadow would compare for days what is in memory.
 */
export function createFreshStore({ first, open, now }: FreshStoreOptions): FreshStore {
  let current: Shadow | undefined = first;
  let due = now() + leastTime;
  const opened = () => {
    if (current === undefined) throw new Error('The store of the shadow is not open.');
    return current;
  };
  return {
    load: (options) => opened().load(options),
    read: (options) => opened().read(options),
    search: (options) => opened().search(options),
    async stop() {
      await current?.stop();
    },
    async renew() {
      const began = now();
      if (began < due) return;
      const before = opened();
      current = undefined;
      // One process alone may use it, once.
      await before.stop();
      current = await open();
      const ended = now();
      due = ended + Math.max(leastTime, (ended - began) * timesOpening);
    },
  };
}
