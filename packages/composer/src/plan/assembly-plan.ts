import type { ModuleReference } from '@baseplate-epr/contracts';
import type { LeftCopy } from '../apply/left/left-copy.ts';
import type { DataPlace } from '../ledger/ledger-entry.ts';
import type { NamedServices } from '../ledger/ledger-services.ts';
import type { ShadowNote } from '../ledger/shadow-note.ts';
import type { ServiceChange } from './services/service-change.ts';

/** One thing in which the configuration differs from what is in force. */
export type PlanStep =
  | ChangeOverStep
  /** The store of before is named again: it is put in force with all that was written since. */
  | {
      readonly kind: 'rollback';
      readonly place: DataPlace;
      readonly from: ModuleReference;
      readonly to: ModuleReference;
    }
  /** Other services answer, while the record is in use. */
  | {
      readonly kind: 'services';
      readonly from: NamedServices;
      readonly to: NamedServices;
      readonly changes: readonly ServiceChange[];
    }
  /** The same store with other settings; takes effect at the next start. */
  | { readonly kind: 'settings'; readonly place: DataPlace; readonly reference: ModuleReference }
  /** Something that is neither store nor service; takes effect at the next start. */
  | { readonly kind: 'restart'; readonly part: string; readonly change: string };

/** What a place holds goes to another store, while in use. */
export interface ChangeOverStep {
  readonly kind: 'change-over';
  readonly place: DataPlace;
  readonly from: ModuleReference;
  readonly to: ModuleReference;
  /** How many versions there are to move; absent where the store in force could not be asked, and of documents, which would have to be listed. */
  readonly items?: number;
  /** About how large they are together. */
  readonly bytes?: number;
  /** An earlier run has begun it. */
  readonly resumes: boolean;
  /** A change-over that was given up has left something there, and an apply goes on with that once it has seen that there is nothing else. */
  readonly left?: LeftCopy;
  /** A shadow run has filled the store so far, and an apply goes on there. */
  readonly shadow?: {
    readonly note: ShadowNote;
    readonly versions: number;
    /** Versions that it lacks. */
    readonly left: number;
  };
  /** What cannot go over, in words; an apply needs somebody's word for it. */
  readonly losses?: readonly string[];
  /** A store that is still kept for a rollback, which this step ends. */
  readonly ends?: ModuleReference;
}

/** What an apply would do, and all that stands in its way. */
export interface AssemblyPlan {
  readonly steps: readonly PlanStep[];
  /** Everything that is wrong, in words; with one of them nothing is applied. */
  readonly problems: readonly string[];
}
