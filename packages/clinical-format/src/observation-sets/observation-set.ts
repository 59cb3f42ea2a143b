import type { Observation } from '@medplum/fhirtypes';

/** One set of observations: the panel and what was measured. */
export interface ObservationSet {
  readonly panel: Observation;
  /** Without those entered in error, unless the whole set is. What the panel measured in its own components is here without an id. */
  readonly members: readonly Observation[];
  /** When it was taken, as written; and in milliseconds. */
  readonly time: string | undefined;
  readonly at: number | undefined;
  readonly person: string | undefined;
  readonly organisation: string | undefined;
  /** Present when the set was struck out. */
  readonly struck: StrikeOut | undefined;
}

/** Who struck a set out, when and why, in words that are never empty. */
export interface StrikeOut {
  readonly person: string;
  readonly time: string | undefined;
  readonly reason: string;
}
