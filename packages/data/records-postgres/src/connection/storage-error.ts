import { BaseplateError, type ErrorCode, isBaseplateError } from '@baseplate-epr/contracts';
import { isConnectionLoss } from '@baseplate-epr/postgres-connection';
import { explanations, unreachable } from './explanations.ts';

const unexpected = {
  code: 'storage-unavailable',
  message:
    'The database of the record could not do what was asked. The cause, which may hold patient data, is kept apart; report it to whoever maintains the program.',
} as const;

/** Replaces a driver's error, which may hold patient data, by one that says what happened, why, and what to do. */
export function storageError(cause: unknown): BaseplateError {
  if (isBaseplateError(cause)) return cause;
  const driverCode = driverCodeOf(cause);
  const { code, message } = explanationOf(cause, driverCode);
  return new BaseplateError({ code, message, cause, details: driverCode === '' ? {} : { driverCode } });
}

/** Whether a statement was ended because it ran for too long, or was told to end. */
export function isEnded(error: unknown): boolean {
  return driverCodeOf(error) === '57014';
}

function explanationOf(cause: unknown, driverCode: string): { readonly code: ErrorCode; readonly message: string } {
  const found = explanations.find(([prefix]) => driverCode.startsWith(prefix));
  if (found !== undefined) return found[1];
  return isConnectionLoss(cause) ? unreachable : unexpected;
}

/** PostgreSQL's five-character code, or Node's for a socket, also where a library has wrapped the error. */
function driverCodeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as Error & { code?: unknown };
    if (typeof code === 'string' && /^([0-9A-Z]{5}|E[A-Z]+)$/.test(code)) return code;
  }
  return '';
}
