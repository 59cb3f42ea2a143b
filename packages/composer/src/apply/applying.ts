import type { ModuleContext } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { DataPlace } from '../ledger/ledger-entry.ts';

/** How far an apply has come, for whoever watches it. */
export interface ApplyProgress {
  readonly place: DataPlace;
  /**
   * `waiting`: for the processes that serve. `copying`, `indexing`: see `done` and `total`. `holding`: the flip itself.
   */
  readonly step: 'waiting' | 'copying' | 'indexing' | 'following' | 'holding';
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
  readonly compared: { readonly items: number; readonly sum?: string; readonly patients?: number };
}

/** What every step of an apply stands on. */
export interface ApplyOptions {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  onProgress(progress: ApplyProgress): void;
  /** Aborted when the user asks to stop: before the hold, what was copied is kept and the change-over can be resumed. */
  readonly signal: AbortSignal;
}
