import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import type { Passage } from '../ledger/ledger-entry.ts';
import type { LedgerWatch } from '../ledger/watch-ledger.ts';
import { markCursor, readCursor, type StoreCursor } from './store-cursor.ts';
import type { Switch } from './switch.ts';

/** What the facade stands on. */
export interface SwitchableRecordsOptions {
  readonly turn: Switch<RecordStore>;
  watch(): Pick<LedgerWatch, 'refresh'>;
  /** How long a commit that came to a fenced store waits for the ledger to name its successor, in milliseconds. Default 10,000. */
  readonly longestWait?: number;
}

const pause = 25;

/**
 * The record store of an assembly whose stores can be swapped: hands over to the one that is in force.
 *
 * A commit carries the epoch of the ledger, waits while writes are held, and goes to the successor if its store was fenced meanwhile. A page
 * that was begun in one store goes on there as long as it is open. Started and stopped by whoever keeps its stores.
 */
export function switchableRecords({ turn, watch, longestWait = 10_000 }: SwitchableRecordsOptions): RecordStore {
  /** Asks the store that a cursor comes from, and marks the next cursor with it. */
  async function paged<Page extends { readonly next?: string }>(
    cursor: string | undefined,
    ask: (store: RecordStore, cursor: { readonly cursor?: string }) => Promise<Page>,
  ): Promise<Page> {
    const from = cursor === undefined ? undefined : requireCursor(cursor);
    return turn.reading(async (inForce) => {
      const since = from?.since ?? inForce.since;
      const store = since === inForce.since ? inForce.store : turn.find(since);
      if (store === undefined) throw closed();
      const page = await ask(store, from === undefined ? {} : { cursor: from.cursor });
      return page.next === undefined ? page : { ...page, next: markCursor({ since, cursor: page.next }) };
    });
  }

  return {
    contract: 'record-store',
    contractVersion: 1,
    get capabilities() {
      return turn.now().store.capabilities;
    },
    start: async () => {},
    stop: async () => {},
    health: () => turn.now().store.health(),
    size: async () => turn.now().store.size?.(),
    read: (options) => turn.reading(({ store }) => store.read(options)),
    search: ({ cursor, ...query }) => paged(cursor, (store, from) => store.search({ ...query, ...from })),
    history: ({ cursor, ...options }) => paged(cursor, (store, from) => store.history({ ...options, ...from })),
    changes: ({ after, begin, limit }) =>
      turn.reading(async (inForce) => {
        const from = after === undefined ? undefined : passed(requireCursor(after), turn.passages(), inForce.since);
        const earlier = from === undefined || from.since === inForce.since ? undefined : turn.find(from.since);
        if (earlier !== undefined && from !== undefined) {
          const page = await earlier.changes({ after: from.cursor, limit });
          const here = markCursor({ since: from.since, cursor: page.cursor });
          if (!page.end) return { ...page, cursor: here };
          // All that the earlier store has was read; what follows comes after the flip. What was mirrored back may come twice.
          const out = turn.passages().find((one) => one.from === from.since);
          if (out === undefined) return { ...page, cursor: here };
          return { versions: page.versions, cursor: markCursor({ since: out.to, cursor: out.flippedAt }), end: false };
        }
        // Of a store that is not open any more, and was not read to its end, nobody knows how much was read: from the beginning then, since
        // nothing may be skipped.
        const known = from?.since === inForce.since ? { after: from.cursor } : {};
        const where = from === undefined && begin !== undefined ? { begin } : known;
        const page = await inForce.store.changes({ ...where, limit });
        return { ...page, cursor: markCursor({ since: inForce.since, cursor: page.cursor }) };
      }),
    digest: (options) => turn.reading(({ store }) => store.digest(options)),
    async commit(options) {
      const limit = performance.now() + longestWait;
      for (;;) {
        const result = await turn.writing(({ store, epoch }) => store.commit({ ...options, epoch }));
        if (result.outcome !== 'fenced') return result;
        const { epoch } = await watch().refresh();
        if (epoch >= result.epoch) continue;
        if (performance.now() > limit) return result;
        await wait(pause);
      }
    },
    load: (options) => turn.writing(({ store }) => store.load(options)),
    index: (options) => turn.writing(({ store }) => store.index(options)),
    fence: (options) => turn.writing(({ store }) => store.fence(options)),
  };
}

/** Through every flip whose earlier store was read to its end. */
function passed(cursor: StoreCursor, passages: readonly Passage[], inForce: number): StoreCursor {
  let at = cursor;
  // Each store once: two that were changed over to and fro have ways into each other.
  for (let steps = 0; steps < passages.length && at.since !== inForce; steps += 1) {
    const out = passages.find(({ from, endedAt }) => from === at.since && endedAt === at.cursor);
    if (out === undefined) break;
    at = { since: out.to, cursor: out.flippedAt };
  }
  return at;
}

function requireCursor(text: string): StoreCursor {
  const cursor = readCursor(text);
  if (cursor !== undefined) return cursor;
  throw new BaseplateError({ code: 'query-invalid', message: 'This cursor was not made by this store. Begin again.' });
}

function closed(): BaseplateError {
  return new BaseplateError({
    code: 'query-invalid',
    message: 'This page was begun in a record store that has been given up since. Begin the search again.',
  });
}
