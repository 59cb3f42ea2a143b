import { isJsonObject } from '../json/json-value.ts';
import { writeJson } from '../json/write-json.ts';
import { applyFhirPathPatch } from './apply-fhirpath-patch.ts';
import { applyJsonPatch } from './apply-json-patch.ts';
import type { FhirPathPatch } from './fhirpath-patch.ts';
import { digitsOfDraft, draftOf } from './json-draft.ts';
import type { JsonPatch } from './json-patch.ts';
import { keepNarrativeTrue, pairResources } from './keep-narrative-true.ts';
import { patchError } from './patch-fault.ts';
import { pruneEmptied } from './prune-emptied.ts';
import { countVisits } from './visits.ts';

/** A patch in one of the two formats that are understood. */
export type Patch = JsonPatch | FhirPathPatch;

/** What a patch is applied with. */
export interface ApplyPatchOptions {
  /** Milliseconds since 1970, for `now()` in FHIRPath. */
  readonly now: number;
  /** Elements that the operations may look at together, those that criteria are evaluated on included; it bounds the time. */
  readonly visits: number;
}

/** What a patch has made of a resource. */
export interface Patched {
  readonly text: string;
  /** False if the resource says what it said before, to the digit. */
  readonly changed: boolean;
  /** FHIRPath to each narrative that was taken away because it would have told what is no longer so, such as `Patient.text`. */
  readonly narrativesRemoved: readonly string[];
}

/**
 * Applies a patch to a resource. Numbers keep their digits; what the patch empties goes with it, as FHIR has nothing empty. The
 * result is not validated: it may not even be a resource.
 *
 * @param text - the resource as it is kept.
 * @throws BaseplateError with a fault for `patchFaultOf`; nothing of the patch then holds
 */
export function applyPatch(text: string, patch: Patch, { now, visits: most }: ApplyPatchOptions): Patched {
  const [before, draft] = [draftOf(text), draftOf(text)];
  const counterparts = pairResources(before, draft);
  const visits = countVisits(most);
  const emptied =
    patch.kind === 'json' ? applyJsonPatch(draft, patch, visits) : applyFhirPathPatch(draft, patch, { now, visits });
  pruneEmptied(draft, emptied);
  if (!isJsonObject(draft.holder.root)) throw patchError('unprocessable', 'The patch would leave no resource.');
  const narrativesRemoved = keepNarrativeTrue(before, draft, counterparts);
  const written = writeJson(draft.holder.root, digitsOfDraft(draft));
  const changed = written !== writeJson(before.holder.root ?? null, digitsOfDraft(before));
  return { text: written, changed, narrativesRemoved };
}
