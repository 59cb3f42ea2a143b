import { isBaseplateError } from '@baseplate-epr/contracts';
import { isRecordError } from '@baseplate-epr/record';
import { type Answer, outcomeAnswer } from './respond.ts';

/** The OperationOutcome of whatever was thrown. An error that is not the record's own is told without its message. */
export function errorAnswer(error: unknown): Answer {
  if (isRecordError(error)) {
    const headers: Record<string, string> = error.status === 401 ? { 'www-authenticate': 'Bearer realm="record"' } : {};
    return outcomeAnswer(error.status, error.issues, headers);
  }
  if (
    isBaseplateError(error) &&
    (error.code === 'storage-unavailable' || error.code === 'store-fenced' || error.code === 'cancelled')
  ) {
    const diagnostics =
      error.code === 'cancelled'
        ? 'The request was given up before it was answered.'
        : 'The record cannot reach its data at the moment. Nothing is known to have been changed; try again shortly.';
    return outcomeAnswer(503, [{ severity: 'error', code: 'transient', diagnostics }], { 'retry-after': '5' });
  }
  const diagnostics =
    'The record failed in a way it did not foresee. Look whether the request has done its work before repeating it.';
  return outcomeAnswer(500, [{ severity: 'fatal', code: 'exception', diagnostics }]);
}
