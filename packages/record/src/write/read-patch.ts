import {
  type ParsedResource,
  type Patch,
  type PatchFault,
  parseResource,
  patchFaultOf,
  readFhirPathPatch,
  readJsonPatch,
} from '@baseplate-epr/fhir';
import { malformed, patchConflict, type Refuse, tooCostly, tooLarge, unprocessable } from '../error/refusals.ts';
import type { RecordLimits } from '../record-limits.ts';
import type { PatchSource } from '../session/write-types.ts';

/** A patch as text, or parsed already as part of a Bundle. */
export type PatchInput = PatchSource | { readonly format: 'fhirpath-patch'; readonly text: ParsedResource };

/**
 * Reads a patch document.
 *
 * @throws RecordError 400 for what is none, 413
 */
export function readPatch(input: PatchInput, { depth, resourceLength, patchOperations }: RecordLimits): Patch {
  const bounds = { maxDepth: depth, maxLength: resourceLength };
  const { format, text } = input;
  const patch = refusingFaults(() => {
    if (format === 'json-patch') return readJsonPatch(text, bounds);
    return readFhirPathPatch(typeof text === 'string' ? parseResource(text, bounds) : text);
  });
  if (patch.operations.length <= patchOperations) return patch;
  throw tooLarge(
    `The patch has more than the ${patchOperations} operations accepted here. Update the resource instead.`,
  );
}

const refusals: Readonly<Record<PatchFault, Refuse>> = {
  malformed,
  unprocessable,
  conflict: patchConflict,
  'too-costly': tooCostly,
};

/** Runs work with a patch; its faults come out as RFC 5789 §2.2 has them answered: 400, 422, 409. */
export function refusingFaults<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const fault = patchFaultOf(error);
    throw fault === undefined || !(error instanceof Error) ? error : refusals[fault](error.message, error);
  }
}
