import type { ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { ledgerDirectory } from '../apply/join.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { type ChangeOverPhase, type DataPlace, dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import type { ProcessFile } from '../ledger/process-file.ts';
import { type CopyProgress, progressFile } from '../ledger/progress-file.ts';
import { createRollCall } from '../ledger/roll-call.ts';

/** Where an assembly stands. */
export interface AssemblyStatus {
  readonly epoch: number;
  /** What is in force. */
  readonly stores: readonly { readonly place: DataPlace; readonly reference: ModuleReference }[];
  readonly changeOver?: {
    readonly place: DataPlace;
    readonly phase: ChangeOverPhase;
    readonly from: ModuleReference;
    readonly to: ModuleReference;
    /** Whether a process leads it now. */
    readonly isLed: boolean;
    /** How far it is; before the first page there is none. */
    readonly progress?: CopyProgress;
  };
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
  const over = newest.changeOvers.records;
  const status = {
    epoch: newest.epoch,
    stores: dataPlaces.map((place) => ({ place, reference: newest.data[place].reference })),
    processes: await rollCall.serving(),
    history: (await ledger.entries()).map(({ revision, at, what }) => ({ revision, at, what })),
  };
  if (over === undefined) return status;
  const direction = over.phase === 'mirroring' ? 'mirror' : 'copy';
  const file = progressFile({ ledgerDirectory: ledger.directory, id: over.id, direction, writer: self.id });
  const progress = await file.read();
  const { phase, applier } = over;
  const isLed = applier !== undefined && (await rollCall.isAlive(applier));
  const [from, to] = [over.from.reference, over.to.reference];
  return { ...status, changeOver: { place: 'records', phase, from, to, isLed, ...(progress ? { progress } : {}) } };
}
