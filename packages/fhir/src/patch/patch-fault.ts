import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';

/**
 * Why a patch was not applied, in the terms of RFC 5789 §2.2: `malformed` is no patch document; `unprocessable` would never give a
 * valid result, whatever it is applied to; `conflict` does not fit the resource as it is now.
 */
export type PatchFault = 'malformed' | 'unprocessable' | 'conflict';

/** The error for a patch that was not applied. Messages number the operations from 0 and never quote them or the resource. */
export function patchError(fault: PatchFault, message: string, cause?: unknown): BaseplateError {
  const code = fault === 'conflict' ? 'precondition-failed' : 'input-invalid';
  return new BaseplateError({ code, message, cause, details: { patchFault: fault } });
}

/** Why a patch was not applied; undefined for an error about anything else. */
export function patchFaultOf(error: unknown): PatchFault | undefined {
  const fault = isBaseplateError(error) ? error.details.patchFault : undefined;
  return fault === 'malformed' || fault === 'unprocessable' || fault === 'conflict' ? fault : undefined;
}
