import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, type ModuleContext } from '@baseplate-epr/contracts';
import { type OpenLedger, openLedgerOf } from '../applied/open-applied.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { createRollCall } from '../ledger/roll-call.ts';
import { watchLedger } from '../ledger/watch-ledger.ts';
import type { ApplyOptions } from './applying.ts';
import { requireAlone } from './require-alone.ts';
import { createSettling } from './settle.ts';

/** A process that works on change-overs and serves nobody. */
export interface Joined extends OpenLedger {
  /** The newest entry when it joined, with nothing abandoned amid a hold or a flip. */
  readonly entry: LedgerEntry;
  leave(): Promise<void>;
}

const settlingTime = 30_000;

/**
 * Joins the processes of an assembly to lead a change-over; first settles what a leader that is gone has left.
 *
 * @throws BaseplateError `configuration-invalid` without a ledger, `not-found` if no assembly was ever started with it, `precondition-failed` if
 * another process is at work on change-overs, or amid a flip
 */
async function join(configuration: AssemblyConfiguration, context: ModuleContext): Promise<Joined> {
  const opened = await openLedgerOf(ledgerDirectory(configuration), context, 'applying');
  const { ledger, files, self } = opened;
  await ledger.change(() => undefined);
  const watch = await watchLedger({ ledger, files, self, logger: context.logger, meet: async () => {} });
  try {
    await requireAlone(files, self);
    const settle = createSettling({ ledger, rollCall: createRollCall(files) });
    const limit = performance.now() + settlingTime;
    for (;;) {
      const newest = await watch.refresh();
      await settle(newest);
      const entry = await watch.refresh();
      const isUnsettled = Object.values(entry.changeOvers).some(
        ({ phase }) => phase === 'holding' || phase === 'flipped',
      );
      if (!isUnsettled) return { ...opened, entry, leave: () => watch.stop() };
      if (performance.now() > limit) throw unsettled();
      await wait(50);
    }
  } catch (error) {
    await watch.stop();
    throw error;
  }
}

/** Where the ledger of a configuration is. @throws BaseplateError `configuration-invalid` if it has none */
export function ledgerDirectory({ ledger }: AssemblyConfiguration): string {
  if (ledger !== undefined) return ledger.directory;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message:
      "The configuration names no ledger, so nothing can be changed while the record is in use. Add ledger: { directory: 'data/assembly' } to it, and start the record once.",
  });
}

function unsettled(): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message:
      'A change-over is amid its flip, which neither ended nor could be undone yet. Nothing was done. See baseplate status, and try again.',
  });
}

/** Joins, does work, and leaves. */
export async function joined<Result>(
  { configuration, context }: Pick<ApplyOptions, 'configuration' | 'context'>,
  work: (opened: Joined) => Promise<Result>,
): Promise<Result> {
  const opened = await join(configuration, context);
  try {
    return await work(opened);
  } finally {
    await opened.leave();
  }
}

/** The error where nothing can be undone or finished. */
export function nothingToUndo(): BaseplateError {
  return new BaseplateError({
    code: 'not-found',
    message: 'There is no change-over to roll back or to finish. baseplate status shows what is in force.',
  });
}
