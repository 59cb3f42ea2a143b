import type { RunView } from './run-view.ts';

/** A process of the assembly. */
export interface ProcessView {
  readonly pid: number;
  /** Name of the machine or container. */
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** A store for people: its package, and where it keeps what it keeps. */
export interface StoreView {
  readonly package: string;
  readonly keeps?: string;
}

/** What changed in the assembly, and what is changing. */
export interface ChangesView {
  /** Number of the ledger's newest entry. Grows with each change. */
  readonly revision: number;
  /** Grows with every flip, and with every hold that was given up. */
  readonly epoch: number;
  /** Every process that has the assembly open now. */
  readonly processes: readonly ServingView[];
  /** Stands for exactly these change-overs and this swap: a rollback or a finish names it, and is refused if there are others meanwhile. */
  readonly seen: string;
  /** What a rollback would undo: the last swap of services and nothing else, or the change-overs that say so. Absent where there is nothing to undo. */
  readonly undo?: 'services' | 'stores';
  /** A swap of services on its way, or the last one. */
  readonly swap?: SwapView;
  /** What is on its way, or can still be undone. */
  readonly changeOvers: readonly ChangeOverView[];
  /** What happened, newest first, at most 100. */
  readonly events: readonly LedgerEventView[];
  /** Work that was asked for over HTTP, newest first, at most 20. */
  readonly runs: readonly RunView[];
}

/** A process that serves. */
export interface ServingView extends ProcessView {
  /** Other services than those in force still answer in it; it goes on trying. */
  readonly isLate: boolean;
}

/** Services swapped for others. */
export interface SwapView {
  /** `loading`: those of before answer. `done`: the new ones do, and those of before can be put back. */
  readonly phase: 'loading' | 'done';
  /** npm names. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Whether a process works on it now; of one that was left while loading, those of before stay. */
  readonly isLed: boolean;
}

/** One place on its way from one store to another. */
export interface ChangeOverView {
  /** `documents`, `records`, `audit` or `state`. */
  readonly place: string;
  /**
   * `copying`, `following`: the old store is in force. `holding`, `flipped`: amid the flip, writes wait. `mirroring`: done, and the old
   * store is kept for a rollback.
   */
  readonly phase: 'copying' | 'following' | 'holding' | 'flipped' | 'mirroring';
  readonly from: StoreView;
  readonly to: StoreView;
  /** Whether a process works on it now. Before it is done, nobody does of one that was left; it can be resumed. */
  readonly isLed: boolean;
  /** Whether a rollback would undo it now: it belongs to what was done last. */
  readonly isUndoneNext: boolean;
  /** Versions gone over so far, of a record; absent while that is not known. */
  readonly versions?: number;
}

/** One entry of the ledger. */
export interface LedgerEventView {
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** One sentence. */
  readonly what: string;
}
