/** A request that shows whether something is offered, and writes nothing. */
export interface Trial {
  /** What is tried, in words. */
  readonly subject: string;
  readonly claimed: boolean;
  readonly path: string;
  readonly init?: RequestInit;
  /** True if the answer is one that what is offered gives. */
  readonly offered: (answer: TrialAnswer) => boolean;
}

/** An answer as far as it tells whether something is offered. */
export interface TrialAnswer {
  readonly status: number;
  /** Codes of the issues, if it is an OperationOutcome. */
  readonly issues: readonly string[];
}

/** Anything but the refusals of what there is not; a failure of the record is no sign that it offers something. */
export function isThere({ status, issues }: TrialAnswer): boolean {
  if (status >= 500 || [405, 406, 415].includes(status)) return false;
  return !(status === 404 && issues.includes('not-supported'));
}

/** Answered as asked. */
export function succeeded({ status }: TrialAnswer): boolean {
  return status >= 200 && status < 300;
}
