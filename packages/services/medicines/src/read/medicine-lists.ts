import type { MedicineEntry } from './medicine-entry.ts';

/** Which of the two lists; a medicine is on one of them only. */
export type ListName = 'current' | 'past';

/** What the record answered about a patient's medicines. */
export interface MedicineLists {
  readonly list: ListName;
  /** Newest first. */
  readonly entries: readonly MedicineEntry[];
  /** There are more than were read. */
  readonly more: boolean;
  /** Medicines stopped in the last seven days, latest first; read for the current list only. */
  readonly stopped: readonly MedicineEntry[];
  /** What else was asked for and refused to this role, in words. */
  readonly withheld: readonly string[];
  /** The role may not see who works where, so sources may be missing. */
  readonly sourcesWithheld: boolean;
}

/** Days that the notice of stopped medicines looks back. */
export const noticeDays = 7;
