import type { ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import type { ReconciliationReport } from '@baseplate-epr/record';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { DataPlace } from '../ledger/ledger-entry.ts';
import type { ProcessFile } from '../ledger/process-file.ts';

/** How far an apply has come, for whoever watches it. */
export interface ApplyProgress {
  readonly place: DataPlace | 'services';
  /**
   * `waiting`: for the processes that serve. `copying`, `indexing`, `checking` what an earlier run has brought: see `done` and `total`. `holding`: the flip itself. `loading`: of services,
   * in so many of the processes that serve.
   */
  readonly step: 'waiting' | 'copying' | 'indexing' | 'checking' | 'following' | 'holding' | 'loading';
  readonly done?: number;
  readonly total?: number;
  /** Done by an earlier run. */
  readonly before?: number;
}

/** What an apply or a rollback did with one place. */
export interface ChangeOverReport {
  readonly place: DataPlace;
  /** Versions, or documents, that were taken over, by all runs together. */
  readonly moved: number;
  /** How long writes were held at the flip, in milliseconds. */
  readonly heldFor: number;
  /** Holds that were given up before. */
  readonly attempts: number;
  /**
   * What was compared at the flip, all of it equal: versions or documents in each store; of versions the sum of their digests, and how many
   * patients' digests were compared as well.
   */
  readonly compared: {
    readonly items: number;
    readonly sum?: string;
    readonly patients?: number;
    /** Absent: by digests, or entry by entry. `content`: what each resource says now, whatever number and time it has. */
    readonly by?: 'content';
  };
  /** Where something is lost: what was compared and who has accepted the loss, for people to sign. */
  readonly reconciliation?: ReconciliationReport;
}

/** What a swap of services did. */
export interface ServicesReport {
  readonly place: 'services';
  /** Processes that loaded the new ones beside the old. */
  readonly processes: number;
  /** Processes that have not put them in front yet; they go on trying. */
  readonly late: readonly ProcessFile[];
  readonly tookMilliseconds: number;
}

/** What one step of an apply did. */
export type ApplyReport = ChangeOverReport | ServicesReport;

/** How a rollback of one place ended. */
export type RollbackResult =
  | {
      readonly outcome: 'given-up';
      readonly place: DataPlace;
      /** The store that a rollback brings back now: its way back, which the change-over would have ended, is open again. */
      readonly wayBack?: ModuleReference;
    }
  | {
      readonly outcome: 'rolled-back';
      readonly report: ApplyReport;
      /** Of stores: which is in force again, and which was until then. */
      readonly back?: { readonly from: ModuleReference; readonly to: ModuleReference; readonly isOfRollback: boolean };
    };

/** What every step of an apply stands on. */
export interface ApplyOptions {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  onProgress(progress: ApplyProgress): void;
  /** Told of each step as soon as it is done, in lines for the person who asked: an error of a later one undoes nothing. */
  onDone?(lines: readonly string[]): void;
  /** Who accepts what the plan says will be lost, and why. */
  readonly accepts?: { readonly by: string; readonly reason: string };
  /** Aborted when the user asks to stop: before the hold, what was copied is kept and the change-over can be resumed. */
  readonly signal: AbortSignal;
  /** Looks whether the user has asked meanwhile, where that is noticed late: awaited right before what cannot be stopped any more. */
  listen?(): Promise<void>;
}
