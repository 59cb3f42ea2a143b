import type { IssueType } from '@baseplate-epr/fhir';
import { RecordError } from '@baseplate-epr/record';

/** A request that REST itself refuses, before the record is asked. */
export function requestError(status: number, code: IssueType, diagnostics: string, cause?: unknown): RecordError {
  const errorCode =
    status === 401
      ? 'credentials-invalid'
      : status === 404
        ? 'not-found'
        : status === 413
          ? 'limit-exceeded'
          : 'input-invalid';
  return new RecordError({ status, code: errorCode, issues: [{ severity: 'error', code, diagnostics }], cause });
}
