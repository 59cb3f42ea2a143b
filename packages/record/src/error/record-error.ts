import { BaseplateError, type ErrorCode, isBaseplateError } from '@baseplate-epr/contracts';
import type { RecordIssue } from './record-issue.ts';

/** What a {@link RecordError} is made of. */
export interface RecordErrorOptions {
  readonly code: ErrorCode;
  /** The HTTP status that says the same. */
  readonly status: number;
  /** At least one. */
  readonly issues: readonly RecordIssue[];
  readonly cause?: unknown;
  /** For logs, where the first issue's diagnostics name something that the client made up. */
  readonly message?: string;
}

/**
 * Why the record did not do what was asked, in the terms of FHIR REST (R4 §3.1.0.1.5): an HTTP status and the issues of an
 * OperationOutcome. Its message is the first issue's
 * diagnostics, unless they repeat words of the client's own.
 *
 * Recognise it with {@link isRecordError}. Other errors (storage unavailable, a fenced store) pass through as they are.
 */
export class RecordError extends BaseplateError {
  readonly status: number;
  readonly issues: readonly RecordIssue[];

  constructor(options: RecordErrorOptions) {
    super({
      code: options.code,
      message: options.message ?? options.issues[0]?.diagnostics ?? 'The record refused the request.',
      cause: options.cause,
      details: { status: options.status },
    });
    this.name = 'RecordError';
    this.status = options.status;
    this.issues = options.issues;
  }
}

/** True for a {@link RecordError} of any copy of this package. */
export function isRecordError(value: unknown): value is RecordError {
  return isBaseplateError(value) && 'status' in value && 'issues' in value;
}
