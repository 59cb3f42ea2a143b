/** What {@link generatePopulation} needs. The same options give the same bytes, on every machine. */
export interface PopulationOptions {
  /** How many patients; a whole number from 1. */
  readonly patients: number;
  /** Decides everything about the drawn patients. The fixed stories are the same for every seed. */
  readonly seed: number | string;
  /** The moment at which all stories end, in milliseconds since the epoch; not before 1 January 2025. */
  readonly now: number;
}
