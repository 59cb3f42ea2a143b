import type { OpenLedger } from '../applied/open-applied.ts';
import { type RequireOneLedgerOptions, requireOneLedger } from './require-one-ledger.ts';

/** The look under way, beside whatever else a start does. */
export interface OneLedgerCheck {
  /** Rejects as {@link requireOneLedger}. */
  readonly seen: Promise<void>;
  /** Ends it. */
  stop(): Promise<void>;
}

/** Begins to look. A start that fails meanwhile need not wait for it. */
export function seeOneLedger(
  { ledger, files, self }: OpenLedger,
  { state, logger }: Pick<RequireOneLedgerOptions, 'state' | 'logger'>,
): OneLedgerCheck {
  const stopping = new AbortController();
  const { directory } = ledger;
  const seen = requireOneLedger({ state, files, directory, own: self.id, logger, signal: stopping.signal });
  seen.catch(() => undefined);
  return {
    seen,
    async stop() {
      stopping.abort();
      await seen.catch(() => undefined);
    },
  };
}
