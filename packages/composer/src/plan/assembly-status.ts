import type { ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { ledgerDirectory } from '../apply/join.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { type ChangeOverPhase, type DataPlace, dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import type { ProcessFile } from '../ledger/process-file.ts';
import { type CopyProgress, progressFile } from '../ledger/progress-file.ts';
import { createRollCall } from '../ledger/roll-call.ts';

/** How far one change-over is. */
export interface ChangeOverStatus {
  readonly place: DataPlace;
  readonly phase: ChangeOverPhase;
  readonly from: ModuleReference;
  readonly to: ModuleReference;
  /** Whether a process leads it now. */
  readonly isLed: boolean;
  /** How far it is, of a record; before the first page there is none. */
  readonly progress?: CopyProgress;
}

/** Where an assembly stands. */
export interface AssemblyStatus {
  readonly epoch: number;
  /** What is in force. */
  readonly stores: readonly { readonly place: DataPlace; readonly reference: ModuleReference }[];
  readonly changeOvers: readonly ChangeOverStatus[];
  /** Processes that have the assembly open now. */
  readonly processes: readonly ProcessFile[];
  /** Everything that happened, oldest first. */
  readonly history: readonly Pick<LedgerEntry, 'revision' | 'at' | 'what'>[];
}

/**
 * Reads where an assembly stands. Changes nothing and opens no store.
 *
 * @throws BaseplateError `configuration-invalid` without a ledger, `not-found` if no assembly was ever started with it
 */
export async function assemblyStatus(
  configuration: AssemblyConfiguration,
  context: ModuleContext,
): Promise<AssemblyStatus> {
  const { ledger, files, self } = await openLedgerOf(ledgerDirectory(configuration), context, 'applying');
  const newest = await ledger.change(() => undefined);
  const rollCall = createRollCall(files);
  const changeOvers: ChangeOverStatus[] = [];
  for (const place of dataPlaces) {
    const over = newest.changeOvers[place];
    if (over === undefined) continue;
    const { phase, applier, id } = over;
    const direction = phase === 'mirroring' ? 'mirror' : 'copy';
    const progress = await progressFile({ ledgerDirectory: ledger.directory, id, direction, writer: self.id }).read();
    const isLed = applier !== undefined && (await rollCall.isAlive(applier));
    const [from, to] = [over.from.reference, over.to.reference];
    changeOvers.push({ place, phase, from, to, isLed, ...(progress ? { progress } : {}) });
  }
  return {
    epoch: newest.epoch,
    stores: dataPlaces.map((place) => ({ place, reference: newest.data[place].reference })),
    changeOvers,
    processes: await rollCall.serving(),
    history: (await ledger.entries()).map(({ revision, at, what }) => ({ revision, at, what })),
  };
}
