import type { Ledger } from '../ledger/ledger.ts';
import { dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import type { RollCall } from '../ledger/roll-call.ts';
import { settleAbandoned } from './settle-abandoned.ts';

/** Where to look. */
export interface SettleOptions {
  readonly ledger: Ledger;
  readonly rollCall: RollCall;
  readonly newest: LedgerEntry;
}

/** Looks after change-overs whose leader may be gone, and writes what lets writes go on. Any process may do it, any number at once. */
export async function settle({ ledger, rollCall, newest }: SettleOptions): Promise<void> {
  for (const place of dataPlaces) {
    const applier = newest.changeOvers[place]?.applier;
    if (applier === undefined || (await rollCall.isAlive(applier))) continue;
    const isMet = (await rollCall.serving()).every(({ meets }) => meets >= newest.revision);
    await ledger.change((found) =>
      found.revision === newest.revision ? settleAbandoned(found, { place, isLed: false, isMet }) : undefined,
    );
  }
}
