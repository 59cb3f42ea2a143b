import type { WardKey } from '../data/wards.ts';

/** A bed on a ward. */
export interface Bed {
  readonly ward: WardKey;
  readonly bed: number;
}

/** What about a life is not left to the draw. */
export interface LifeOptions {
  /** Keys of long-term conditions, instead of drawn ones. */
  readonly conditions?: readonly string[];
  /** `drawn` by default; `none known` and `not recorded` are different statements. */
  readonly allergies?: 'drawn' | 'none known' | 'not recorded';
  /** The bed somebody lies in now. */
  readonly bed?: Bed;
  /** Key of the acute condition behind the current stay, instead of a drawn one. */
  readonly acute?: string;
  /** Which observation sets of the current stay miss something. */
  readonly observations?: 'complete' | 'with gaps';
  /** Admissions in the past, instead of a drawn number. */
  readonly pastAdmissions?: number;
  /** Nothing is booked for the future. */
  readonly ending?: boolean;
}
