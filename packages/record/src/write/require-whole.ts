import type { StoredVersion } from '@baseplate-epr/contracts';
import { isJsonObject, type JsonObject, keptTextLimits, parseResource } from '@baseplate-epr/fhir';
import { unprocessable } from '../error/refusals.ts';

/**
 * Refuses to write a part of a resource over the whole: what `_summary` and `_elements` leave out would be gone. Such answers are tagged
 * as SUBSETTED for this very reason (R4 §3.1.1.5.8). What was kept with the tag already, as a copy from elsewhere, may be changed.
 *
 * @throws RecordError 422
 */
export function requireWhole(resource: JsonObject, current: StoredVersion): void {
  if (!isSubsetted(resource)) return;
  if (isSubsetted(parseResource(current.text, keptTextLimits).resource)) return;
  throw unprocessable(
    'The body is only a part of the resource: meta.tag says SUBSETTED, as in answers to _summary and _elements. It would take away what it leaves out, so nothing was written. Read the whole resource and send that, or send a patch.',
  );
}

function isSubsetted({ meta }: JsonObject): boolean {
  const tags = isJsonObject(meta) ? meta.tag : undefined;
  return Array.isArray(tags) && tags.some((tag) => isJsonObject(tag) && tag.code === 'SUBSETTED');
}
