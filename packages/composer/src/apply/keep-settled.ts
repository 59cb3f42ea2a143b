import { setTimeout as wait } from 'node:timers/promises';
import type { OpenLedger } from '../applied/open-applied.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import type { LedgerWatch } from '../ledger/watch-ledger.ts';
import { createSettling } from './settle.ts';

/** What is looked after. */
export interface KeepSettledOptions extends Pick<OpenLedger, 'ledger' | 'files'> {
  readonly watch: Pick<LedgerWatch, 'current'>;
}

const pause = 250;

/**
 * Settles what a process that led a change-over has left behind, again and again until it is stopped. To begin before anything is written to a store
 * that may be held: where everything was killed amid a hold there is nobody else to end it.
 */
export function keepSettled({ ledger, files, watch }: KeepSettledOptions): { stop(): Promise<void> } {
  const settle = createSettling({ ledger, rollCall: createRollCall(files) });
  const stopping = new AbortController();

  async function go(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await settle(watch.current());
      } catch {
        // The watch says what is wrong with the ledger.
      }
      await wait(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  const going = go();
  return {
    async stop() {
      stopping.abort();
      await going;
    },
  };
}
