import { BaseplateError, type ErrorCode, isBaseplateError } from '@baseplate-epr/contracts';

/**
 * Why a patch was not applied, in the terms of RFC 5789 §2.2: `malformed` is no patch document; `unprocessable` would never give a
 * valid result, whatever it is applied to; `conflict` does not fit the resource as it is now. `too-costly`: applying it would cost more
 * than a limit.
 */
export type PatchFault = (typeof faults)[number];

const faults = ['malformed', 'unprocessable', 'conflict', 'too-costly'] as const;

const codes: Readonly<Record<PatchFault, ErrorCode>> = {
  malformed: 'input-invalid',
  unprocessable: 'input-invalid',
  conflict: 'precondition-failed',
  'too-costly': 'query-too-costly',
};

/** The error for a patch that was not applied. Messages number the operations from 0 and never quote them or the resource. */
export function patchError(fault: PatchFault, message: string, cause?: unknown): BaseplateError {
  return new BaseplateError({ code: codes[fault], message, cause, details: { patchFault: fault } });
}

/** Why a patch was not applied; undefined for an error about anything else. */
export function patchFaultOf(error: unknown): PatchFault | undefined {
  const fault = isBaseplateError(error) ? error.details.patchFault : undefined;
  return faults.find((one) => one === fault);
}
