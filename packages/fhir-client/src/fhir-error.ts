import type { OperationOutcome } from '@medplum/fhirtypes';

const marker = Symbol.for('baseplate.fhir-error');

/** An answer that was not a success. Its message holds the status only; the server's words are in `outcome`. */
export class FhirError extends Error {
  readonly status: number;
  /** What the server said, if it said it as an OperationOutcome. */
  readonly outcome: OperationOutcome | undefined;

  constructor(status: number, outcome: OperationOutcome | undefined) {
    super(`The FHIR server answered with status ${status}.`);
    this.name = 'FhirError';
    this.status = status;
    this.outcome = outcome;
    Object.defineProperty(this, marker, { value: true });
  }
}

/** True for a {@link FhirError} of any copy of this package, with one of these statuses if any are given. */
export function isFhirError(value: unknown, ...statuses: readonly number[]): value is FhirError {
  if (typeof value !== 'object' || value === null || !(marker in value) || !('status' in value)) return false;
  return statuses.length === 0 || statuses.includes(Number(value.status));
}
