import type { Ledger } from '../ledger/ledger.ts';
import { dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import type { RollCall } from '../ledger/roll-call.ts';
import { settleServices } from './services/give-up.ts';
import { settleAbandoned } from './settle-abandoned.ts';

/** Where to look. */
export interface SettlingOptions {
  readonly ledger: Ledger;
  readonly rollCall: RollCall;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
}

/** How long the processes may take to read a new store that nobody leads them to any more, in milliseconds. */
const longestUnled = 10_000;

/**
 * Makes what looks after change-overs and swaps whose leader may be gone, and writes what lets writes go on. To be asked again and again with the newest
 * entry. Any process may do it, any number at once.
 */
export function createSettling({ ledger, rollCall, now = () => performance.now() }: SettlingOptions) {
  /** Since when the newest entry stands without a leader, as seen here. */
  let unled: { readonly revision: number; readonly since: number } | undefined;

  return async (newest: LedgerEntry): Promise<void> => {
    for (const place of dataPlaces) {
      const applier = newest.changeOvers[place]?.applier;
      if (applier === undefined || (await rollCall.isAlive(applier))) continue;
      if (unled?.revision !== newest.revision) unled = { revision: newest.revision, since: now() };
      const isOverdue = now() - unled.since > longestUnled;
      const isMet = (await rollCall.serving()).every(({ meets }) => meets >= newest.revision);
      await ledger.change((found) =>
        found.revision === newest.revision
          ? settleAbandoned(found, { place, isLed: false, isMet, isOverdue })
          : undefined,
      );
    }
    const leader = newest.services.change?.applier;
    if (leader !== undefined && !(await rollCall.isAlive(leader)))
      await ledger.change((found) => (found.revision === newest.revision ? settleServices(found, false) : undefined));
  };
}
