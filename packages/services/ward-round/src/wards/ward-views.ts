import type { Loaded } from '@baseplate-epr/fhir-client';
import type { ScoreView } from '../observations/score-view.ts';

/** One ward to choose. */
export interface WardChoice {
  readonly key: string;
  readonly name: string;
  readonly inpatients: number;
}

/** The first view: wards with somebody on them. */
export interface WardsView {
  readonly wards: Loaded<readonly WardChoice[]>;
  /** False if there are more stays than were read. */
  readonly complete: boolean;
}

/** Somebody on the ward, as the list shows them. Times are milliseconds since 1970, the rest is words. */
export interface WardPatient {
  readonly id: string;
  readonly name: string;
  readonly born: string;
  readonly gender: string;
  readonly nhsNumber: string;
  readonly bed: string;
  readonly admitted: string;
  readonly reason: string | undefined;
  readonly news2: Loaded<News2Glance>;
}

/** One ward by bed. */
export interface WardView {
  readonly name: string;
  readonly patients: Loaded<readonly WardPatient[]>;
  readonly complete: boolean;
}

/** The latest set of somebody, at a glance. */
export interface News2Glance {
  /** Absent if no set is recorded. */
  readonly latest: { readonly score: ScoreView; readonly time: string } | undefined;
  readonly next: { readonly words: string; readonly overdue: boolean } | undefined;
}
