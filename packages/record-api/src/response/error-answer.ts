import { isBaseplateError, type Logger } from '@baseplate-epr/contracts';
import { isRecordError } from '@baseplate-epr/record';
import { type Answer, outcomeAnswer } from './respond.ts';

/** Codes of errors that say nothing about the request: it may be sent again later. */
const passing: ReadonlySet<string> = new Set([
  'storage-unavailable',
  'store-fenced',
  'module-unavailable',
  'cancelled',
]);

const away =
  'The record cannot reach its data at the moment. Look whether the request has done its work, then try again shortly.';
const words: Readonly<Record<string, string>> = {
  cancelled: 'The request was given up before it was answered.',
  'store-fenced':
    'This record goes on in another store, and this process has not been told which. What it holds may be old, so it answers nothing. Whoever runs it finds in its log what to do.',
};

/**
 * The OperationOutcome of whatever was thrown. An error that is not the record's own is told, and logged, without its message: it
 * may quote what a resource holds.
 */
export function errorAnswer(error: unknown, logger: Logger, requestId: string): Answer {
  if (isRecordError(error)) return outcomeAnswer(error.status, error.issues);
  const code = isBaseplateError(error) ? error.code : 'unexpected';
  if (passing.has(code)) {
    if (code !== 'cancelled') logger.error('The record could not answer a request.', { requestId, code });
    const diagnostics = words[code] ?? away;
    return outcomeAnswer(503, [{ severity: 'error', code: 'transient', diagnostics }], { 'retry-after': '5' });
  }
  logger.error('The record failed in a way it did not foresee.', { requestId, code, place: placeOf(error) });
  const diagnostics =
    'The record failed in a way it did not foresee. Look whether the request has done its work before repeating it.';
  return outcomeAnswer(500, [{ severity: 'fatal', code: 'exception', diagnostics }]);
}

/** Where it happened: the frames of the stack, which hold no data, without the message above them, which may. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' ');
}
