import type { BaseplateError } from '@baseplate-epr/contracts';
import { type CodeExplanation, storageError as replacing } from '@baseplate-epr/postgres-connection';

/** Most statements that take too long are searches. */
const tooLong: CodeExplanation = [
  '57014',
  'Answering took longer than a statement may run. Narrow the search, for example to one patient, a code or a time, or raise `statementTime`.',
  'query-too-costly',
];

/** Replaces a driver's error, which may hold patient data, by one that says what happened, why, and what to do. */
export function storageError(cause: unknown): BaseplateError {
  return replacing('record', cause, [tooLong]);
}
