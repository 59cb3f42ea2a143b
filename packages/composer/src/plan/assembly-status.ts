import type { ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import { differingPackages } from '../applied/applied-services.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { ledgerDirectory } from '../apply/join.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { type ChangeOverPhase, type DataPlace, dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import type { ServicesChange } from '../ledger/ledger-services.ts';
import { nextUndo } from '../ledger/next-undo.ts';
import type { ProcessFile } from '../ledger/process-file.ts';
import { type CopyProgress, progressFile } from '../ledger/progress-file.ts';
import { createRollCall, type RollCall } from '../ledger/roll-call.ts';
import { undoable } from '../ledger/undoable.ts';

/** How far one change-over is. */
export interface ChangeOverStatus {
  readonly place: DataPlace;
  readonly phase: ChangeOverPhase;
  readonly from: ModuleReference;
  readonly to: ModuleReference;
  /** Whether a process leads it now. */
  readonly isLed: boolean;
  /** Whether a rollback would undo it now. */
  readonly isUndoneNext: boolean;
  /** How far it is, of a record; before the first page there is none. */
  readonly progress?: CopyProgress;
}

/** A swap of services, on its way or last done. */
export interface ServicesStatus {
  readonly phase: ServicesChange['phase'];
  readonly from: readonly ModuleReference<'digital-service'>[];
  readonly to: readonly ModuleReference<'digital-service'>[];
  /** Packages in which both differ. */
  readonly packages: readonly string[];
  /** Whether a process leads it now. */
  readonly isLed: boolean;
}

/** Where an assembly stands. */
export interface AssemblyStatus {
  readonly epoch: number;
  /** Stands for what could be rolled back or finished, as it is now. */
  readonly seen: string;
  /** What is in force. */
  readonly stores: readonly {
    readonly place: DataPlace;
    readonly reference: ModuleReference;
    /** The store that keeps what was before, where that has not gone over. */
    readonly history?: ModuleReference;
  }[];
  readonly services: readonly ModuleReference<'digital-service'>[];
  readonly changeOvers: readonly ChangeOverStatus[];
  /** Absent where services were never swapped, or the last swap was undone. */
  readonly swap?: ServicesStatus;
  /** What a rollback would undo; absent where there is nothing to undo. */
  readonly undo?: 'services' | 'stores';
  /** Ids of processes in which other services than those in force still answer. */
  readonly late: readonly string[];
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
  const undo = nextUndo(newest);
  const changeOvers: ChangeOverStatus[] = [];
  for (const place of dataPlaces) {
    const over = newest.changeOvers[place];
    if (over === undefined) continue;
    const { phase, applier, id } = over;
    const direction = phase === 'mirroring' ? 'mirror' : 'copy';
    const progress = await progressFile({ ledgerDirectory: ledger.directory, id, direction, writer: self.id }).read();
    const isLed = applier !== undefined && (await rollCall.isAlive(applier));
    const [from, to] = [over.from.reference, over.to.reference];
    const isUndoneNext = undo?.kind === 'stores' && undo.places.includes(place);
    changeOvers.push({ place, phase, from, to, isLed, isUndoneNext, ...(progress ? { progress } : {}) });
  }
  const processes = await rollCall.serving();
  const { services } = newest;
  return {
    epoch: newest.epoch,
    seen: undoable(newest),
    services: services.references,
    ...(services.change === undefined ? {} : { swap: await swapStatus(services.change, rollCall) }),
    ...(undo === undefined ? {} : { undo: undo.kind }),
    late: processes.filter((one) => one.services !== undefined && one.services !== services.since).map(({ id }) => id),
    stores: dataPlaces.map((place) => {
      const { reference, continues } = newest.data[place];
      return { place, reference, ...(continues === undefined ? {} : { history: continues.earlier.reference }) };
    }),
    changeOvers,
    processes,
    history: (await ledger.entries()).map(({ revision, at, what }) => ({ revision, at, what })),
  };
}

async function swapStatus({ phase, from, to, applier }: ServicesChange, rollCall: RollCall): Promise<ServicesStatus> {
  const isLed = applier !== undefined && (await rollCall.isAlive(applier));
  return { phase, from: from.references, to: to.references, packages: differingPackages(from, to), isLed };
}
