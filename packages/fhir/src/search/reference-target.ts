import { isResourceType } from '../fhirpath/type-model.ts';
import { plainReferenceSlash } from '../reference/plain-reference.ts';

/** Where a reference points: at a resource of this record (`type`, `id`), or elsewhere (`url` alone). */
export interface ReferenceTarget {
  readonly type: string;
  readonly id: string;
  readonly url: string;
}

const local = /^([A-Z][A-Za-z]{2,63})\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?(?:#.*)?$/;

/**
 * Reads the text of a reference. Relative references, and absolute ones under `baseUrl`, are local, whether or not they name a
 * version (https://hl7.org/fhir/R4/references.html#literal) or a part of it. `undefined` for a fragment (`#x`), which points into the same
 * resource, and for empty text.
 */
export function referenceTarget(text: string, baseUrl?: string): ReferenceTarget | undefined {
  if (text === '' || text.startsWith('#')) return undefined;
  const relative = relativeTo(text, baseUrl);
  const slash = plainReferenceSlash(relative);
  if (slash >= 3 && slash <= 64) {
    const type = relative.slice(0, slash);
    return isResourceType(type) ? { type, id: relative.slice(slash + 1), url: '' } : { type: '', id: '', url: text };
  }
  const parts = local.exec(relative);
  if (parts?.[1] && parts[2] && isResourceType(parts[1])) return { type: parts[1], id: parts[2], url: '' };
  return { type: '', id: '', url: text };
}

function relativeTo(text: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined || !text.startsWith(baseUrl)) return text;
  const rest = text.slice(baseUrl.length);
  if (baseUrl.endsWith('/')) return rest;
  return rest.startsWith('/') ? rest.slice(1) : text;
}
