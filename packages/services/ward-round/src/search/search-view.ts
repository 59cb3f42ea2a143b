/** The answer to a search, in words. */
export interface SearchView {
  /** How many were found, or why none were. */
  readonly words: string;
  /** What is wrong with what was typed, such as a check digit. */
  readonly notes: readonly string[];
  /** How it was understood; absent where somebody was found. */
  readonly lookedFor: string | undefined;
  readonly patients: readonly FoundPatient[];
}

/** Somebody who was found, with what tells people apart. */
export interface FoundPatient {
  readonly id: string;
  readonly name: string;
  readonly born: string;
  readonly gender: string;
  readonly nhsNumber: string;
  readonly hospitalNumber: string;
  readonly address: string;
  /** That somebody has died, or that the record is no longer in use. */
  readonly states: readonly string[];
  /** Why this one can be mistaken for another on the list. */
  readonly alike: string | undefined;
}
