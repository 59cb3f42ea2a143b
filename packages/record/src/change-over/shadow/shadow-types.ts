import type { Clock, RecordStore, ResourceKey } from '@baseplate-epr/contracts';
import type { CopyRecordsOptions } from '../copy-types.ts';

/** What runs beside what. */
export interface ShadowRecordsOptions {
  /** The store in use; only read. */
  readonly primary: Pick<RecordStore, 'changes' | 'read' | 'search'>;
  /** The store that is tried: it is filled with what the primary holds, and nobody else writes into it. */
  readonly shadow: Pick<RecordStore, 'load' | 'read' | 'search'>;
  readonly entriesOf: CopyRecordsOptions['entriesOf'];
  /** What an earlier run has told last; absent at the first. */
  readonly before?: ShadowReport;
  readonly clock: Clock;
  /** From 0 up to 1, as `Math.random` gives; decides what is asked. */
  random(): number;
  /** Resources whose answers are compared at each look. Default 10. */
  readonly sampleSize?: number;
  /** Milliseconds between two looks once the shadow has caught up, and at least as long as the look took. Default 1,000. */
  readonly pause?: number;
  /** Ends it, after the look in hand. */
  readonly signal: AbortSignal;
  /** Called after each look, and awaited, so that the report can be kept: a later run goes on from it. */
  onLook(report: ShadowReport): void | Promise<void>;
}

/** An answer that the two stores do not give alike, although nothing was written between. */
export interface Divergence {
  /** When it was seen; ISO 8601, UTC. */
  readonly at: string;
  readonly question: 'read' | 'search' | 'copy';
  /** Names types, parameters and ids, never values. */
  readonly words: string;
}

/** What a shadow run has seen so far, over all its runs. Survives JSON. */
export interface ShadowReport {
  readonly format: 'baseplate-shadow';
  readonly formatVersion: 1;
  /** Where to go on. */
  readonly cursor: string;
  /** When the first run began, and when this was told; ISO 8601, UTC. */
  readonly began: string;
  readonly told: string;
  readonly versions: number;
  /** Whether the shadow had everything when this was told. */
  readonly caughtUp: boolean;
  readonly reads: number;
  readonly searches: number;
  /** Milliseconds that all questions together took each store. */
  readonly time: { readonly primary: number; readonly shadow: number };
  /** The first 1,000, and how many there were. */
  readonly divergences: readonly Divergence[];
  readonly diverged: number;
  /** Some resources to ask about when a later run goes on. */
  readonly sample: readonly ResourceKey[];
}
