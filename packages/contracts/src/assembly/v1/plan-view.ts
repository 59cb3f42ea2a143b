import type { StoreView } from './changes-view.ts';

/** In what the configuration differs from what is in force, and what applying it would do. */
export interface PlanView {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Stands for exactly this plan: an apply names it, and is refused if the plan has become another meanwhile. */
  readonly digest: string;
  readonly steps: readonly PlanStepView[];
  /** Everything that stands in the way, in sentences; with one of them nothing is applied. */
  readonly problems: readonly string[];
  /** Whether an apply would do something now, rather than at the next start. */
  readonly moves: boolean;
}

/** One service, as people are told of it. */
export interface ServiceView {
  readonly name: string;
  readonly package: string;
  /** Absent where its package does not say. */
  readonly version?: string;
  /** Where it runs, such as `inline`. */
  readonly runs: string;
}

/** What becomes of one service. */
export interface ServiceChangeView {
  /** Absent of one that is added. */
  readonly from?: ServiceView;
  /** Absent of one that is taken out. */
  readonly to?: ServiceView;
  /** What the new one asks for and the one before did not. */
  readonly newScopes: readonly string[];
  /** What somebody should know before doing it, in sentences. */
  readonly risks: readonly string[];
}

/** One difference. */
export type PlanStepView =
  | {
      /** What the place holds goes to another store, while in use. */
      readonly kind: 'change-over';
      readonly place: string;
      readonly from: StoreView;
      readonly to: StoreView;
      /** Versions to move, of a record whose store could be asked. */
      readonly items?: number;
      /** About how large they are together. */
      readonly bytes?: number;
      /** An earlier run has begun it, and it goes on there. */
      readonly resumes: boolean;
      /** A shadow run has brought so many versions, and it goes on there: so many are left. */
      readonly shadow?: { readonly versions: number; readonly left: number };
      /** What cannot go over, in sentences. It is accepted by name, at the command line alone. */
      readonly losses?: readonly string[];
      /** A store kept for a rollback, which this step gives up. */
      readonly ends?: StoreView;
    }
  | {
      /** The store of before is named again: it is put in force with all that was written since. */
      readonly kind: 'rollback';
      readonly place: string;
      readonly from: StoreView;
      readonly to: StoreView;
    }
  /** Other services answer, all of them together, while the record is in use. */
  | { readonly kind: 'services'; readonly changes: readonly ServiceChangeView[] }
  /** The same store with other settings; takes effect at the next start of each process. */
  | { readonly kind: 'settings'; readonly place: string; readonly store: StoreView }
  /** Something that is neither store nor service; takes effect at the next start of each process. */
  | { readonly kind: 'restart'; readonly part: string; readonly change: string };
