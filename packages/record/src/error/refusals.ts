import type { ErrorCode } from '@baseplate-epr/contracts';
import type { IssueType } from '@baseplate-epr/fhir';
import { RecordError } from './record-error.ts';
import type { RecordIssue } from './record-issue.ts';

/** Makes the error for one way of refusing. */
export type Refuse = (diagnostics: string, cause?: unknown) => RecordError;

function refusal(status: number, code: ErrorCode, issue: IssueType): Refuse {
  return (diagnostics, cause) =>
    new RecordError({ status, code, issues: [{ severity: 'error', code: issue, diagnostics }], cause });
}

/** 400: what was sent cannot be understood. */
export const malformed = refusal(400, 'input-invalid', 'structure');

/** 400: a value in the request is not acceptable. */
export const badValue = refusal(400, 'input-invalid', 'value');

/** 400: two parts of a request are about the same thing. */
export const duplicate = refusal(400, 'input-invalid', 'duplicate');

/** 400: a search or cursor is malformed. */
export const badQuery = refusal(400, 'query-invalid', 'invalid');

/** 403: the caller may not do this at all. */
export const forbidden = refusal(403, 'access-refused', 'forbidden');

/** 404: there is no such resource, as far as the caller may know. */
export const notFound = refusal(404, 'not-found', 'not-found');

/** 404: there is no such resource type. */
export const unknownType = refusal(404, 'not-found', 'not-supported');

/** 405: resources of this type cannot be patched. */
export const notPatchable = refusal(405, 'input-invalid', 'not-supported');

/** 409: other writers were faster every time. */
export const conflict = refusal(409, 'write-conflict', 'conflict');

/** 409: a patch does not fit the resource as it is (RFC 5789 §2.2, "conflicting state"). */
export const patchConflict = refusal(409, 'write-conflict', 'conflict');

/** 422: a patch would not leave a valid resource, whatever it is applied to (RFC 5789 §2.2, "unprocessable request"). */
export const unprocessable = refusal(422, 'input-invalid', 'processing');

/** 410: it was there and has been deleted. */
export const gone = refusal(410, 'gone', 'deleted');

/** 412: a stated version is not the newest. */
export const versionMoved = refusal(412, 'precondition-failed', 'conflict');

/** 412: a condition matches other than exactly one, or none, as it must. */
export const multipleMatches = refusal(412, 'precondition-failed', 'multiple-matches');

/** 412: a condition that must match something matches nothing. */
export const noMatch = refusal(412, 'precondition-failed', 'not-found');

/** 413: larger or deeper than a limit. */
export const tooLarge = refusal(413, 'limit-exceeded', 'too-long');

/** 422: a profile to validate against is not installed. */
export const unknownProfile = refusal(422, 'input-invalid', 'not-supported');

/** 422: answering would cost more than a limit. */
export const tooCostly = refusal(422, 'query-too-costly', 'too-costly');

/** 422 or 400: a resource is not valid; 400 if it does not even have the structure of its type (R4 §3.1.0.5.5). */
export function notValid(issues: readonly RecordIssue[]): RecordError {
  const structural = issues.some(({ severity, code }) => severity !== 'warning' && code === 'structure');
  return new RecordError({ status: structural ? 400 : 422, code: 'input-invalid', issues });
}
