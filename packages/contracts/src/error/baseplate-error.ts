import type { ErrorCode } from './error-code.ts';

const marker = Symbol.for('baseplate.error');

/** What a {@link BaseplateError} is made of. */
export interface BaseplateErrorOptions {
  /** Permanent name of the error; never reused for another meaning. */
  readonly code: ErrorCode;
  /** What happened, why, and what to do. Never holds patient data: it is logged and shown. */
  readonly message: string;
  /** The error underneath. Its message may hold patient data, so it is never logged or shown as it is. */
  readonly cause?: unknown;
  /** Machine-readable facts about the error, free of patient data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The one error class that crosses a contract.
 *
 * Recognise it with {@link isBaseplateError}, never with `instanceof`: two copies of this package may be loaded at once.
 */
export class BaseplateError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(options: BaseplateErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BaseplateError';
    this.code = options.code;
    this.details = options.details ?? {};
    Object.defineProperty(this, marker, { value: true });
  }
}

/** True for a {@link BaseplateError} of any copy of this package. */
export function isBaseplateError(value: unknown): value is BaseplateError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[marker] === true;
}
