import type { ErrorCode } from '@baseplate-epr/contracts';
import { storageError } from './storage-error.ts';

/** An error as it crosses between threads and processes: what callers may see of it. */
export interface CrossingError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What crosses of an error. Its cause, which may hold patient data, stays behind. */
export function crossingError(error: unknown): CrossingError {
  const { code, message, details } = storageError(error);
  return { code, message, details };
}
