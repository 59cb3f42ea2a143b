import type { LedgerChange, LedgerEntry } from '../../ledger/ledger-entry.ts';
import { withServicesChange } from '../../ledger/ledger-services.ts';

/** What is written where a swap is not carried out: the services in force stay, and the way back of the swap before counts again. */
export function givenUp({ services }: LedgerEntry, why: string): LedgerChange {
  return {
    what: `Other services were to be loaded. ${why} Those in force stay.`,
    services: withServicesChange(services, services.change?.before),
  };
}

/**
 * What must be written where a swap was left behind by the process that led it. Nothing has been put in front yet while it is loading, so it
 * is given up; anybody may write that.
 *
 * @returns `undefined` if nothing was left behind
 */
export function settleServices(entry: LedgerEntry, isLed: boolean): LedgerChange | undefined {
  if (entry.services.change?.phase !== 'loading' || isLed) return undefined;
  return givenUp(entry, 'The process that led it is gone.');
}
