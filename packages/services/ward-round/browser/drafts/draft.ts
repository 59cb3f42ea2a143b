/** A set of observations that is not in the record yet. It belongs to one person and one patient. */
export interface Draft {
  /** Logical id of the patient. */
  readonly patient: string;
  /** The patient's name, for the list of what waits; never shown in place of the banner. */
  readonly patientName: string;
  /** Random; makes a second sending harmless. */
  readonly submission: string;
  /** When it was changed last, by the record's clock, in milliseconds since 1970; later with every change. 0: nothing was typed. */
  readonly edition: number;
  readonly fields: Readonly<Record<string, string>>;
  /** Unusual values that were confirmed. */
  readonly confirmed: readonly string[];
  /**
   * `open`: being typed. `ready`: to be sent as it is; it can no longer be changed, since it may have arrived. `discarded`: thrown away
   * here, and still to be thrown away where the record keeps a copy.
   */
  readonly state: 'open' | 'ready' | 'discarded';
  /** Why it was not accepted when it was sent. */
  readonly problem?: DraftProblem;
}

/** What is wrong with a set that was sent. */
export interface DraftProblem {
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly unusual: readonly string[];
}

/** Where the newest state of a draft is kept. */
export type DraftPlace = 'record' | 'device' | 'page';

/** A new random token of a submission. */
export function newSubmission(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
