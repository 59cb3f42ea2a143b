import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import { type CodeExplanation, explanationOf } from './explanations.ts';

/**
 * Replaces a driver's error, which may hold patient data, by one that says what happened, why, and what to do.
 *
 * @param own - what the store itself has to say of some codes
 */
export function storageError(what: string, cause: unknown, own: readonly CodeExplanation[] = []): BaseplateError {
  if (isBaseplateError(cause)) return cause;
  const driverCode = driverCodeOf(cause) || troubleBeforeSession(cause);
  const { code, message } = explanationOf(what, driverCode, isConnectionLoss(cause), own);
  return new BaseplateError({ code, message, cause, details: driverCode === '' ? {} : { driverCode } });
}

/** Whether a connection could not be made or has broken, or the server is going down: asking again may help. */
export function isConnectionLoss(error: unknown): boolean {
  if (isBaseplateError(error)) return false;
  const code = driverCodeOf(error);
  if (code !== '') return /^(08|57P0[1235])/.test(code) || /^E[A-Z]+$/.test(code);
  // The driver says it without a code; what a library has put around it may hold anything.
  return /connection|timeout|Client/i.test(innermost(error)?.message ?? '');
}

/** Whether a statement was ended because it ran for too long, or was told to end. */
export function isEnded(error: unknown): boolean {
  return driverCodeOf(error) === '57014';
}

function innermost(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  return innermost(error.cause) ?? error;
}

/** What the driver and Node say of TLS and of a password that is missing, which is no code of PostgreSQL's. */
function troubleBeforeSession(error: unknown): string {
  const { code, message = '' } = (innermost(error) ?? {}) as { readonly code?: unknown; readonly message?: string };
  if (/^The server does not support SSL/.test(message)) return 'NO_TLS';
  if (/^SASL: .*password must be/.test(message)) return 'NO_PASSWORD';
  return typeof code === 'string' && /CERT|_SIGNATURE$/.test(code) ? 'CERTIFICATE' : '';
}

/** PostgreSQL's five-character code, or Node's for a socket, also where a library has wrapped the error. */
function driverCodeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as Error & { code?: unknown };
    if (typeof code === 'string' && /^([0-9A-Z]{5}|E[A-Z]+)$/.test(code)) return code;
  }
  return '';
}
