import { isBaseplateError } from '@baseplate-epr/contracts';
import { isRecordError } from './record-error.ts';
import { badQuery, malformed, tooCostly, tooLarge } from './refusals.ts';

/**
 * Gives the errors of parsing and searching their HTTP status. What says nothing about the request (storage, fencing,
 * cancellation, a fault in the program) is returned as it is.
 */
export function asRecordError(error: unknown): unknown {
  if (!isBaseplateError(error) || isRecordError(error)) return error;
  switch (error.code) {
    case 'input-invalid':
      return malformed(error.message, error);
    case 'query-invalid':
      return badQuery(error.message, error);
    case 'query-too-costly':
      return tooCostly(error.message, error);
    case 'limit-exceeded':
      return tooLarge(error.message, error);
    default:
      return error;
  }
}
