import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import type { ValidationRun } from './validation-run.ts';

/** Resources of a Bundle by full URL, and by the relative reference that means the same. */
export type BundleScope = ReadonlyMap<string, JsonObject>;

/** The resource that a reference means, where it is contained or in the same Bundle; undefined where it is elsewhere. */
export function resolveReference(reference: string, run: ValidationRun): JsonObject | undefined {
  if (reference === '#') return run.rootResource;
  if (reference.startsWith('#')) return containedIn(run.rootResource, reference.slice(1));
  return run.bundle?.get(reference.replace(/\/_history\/[^/]+$/, ''));
}

function containedIn(resource: JsonObject, id: string): JsonObject | undefined {
  if (!Array.isArray(resource.contained)) return undefined;
  return resource.contained.filter(isJsonObject).find((one) => one.id === id);
}

/**
 * What a Bundle's entries are called by others in it: https://hl7.org/fhir/R4/bundle.html#references
 *
 * A relative reference is found if exactly one entry's full URL ends in it.
 */
export function bundleScope(bundle: JsonObject): BundleScope {
  const found = new Map<string, JsonObject>();
  if (!Array.isArray(bundle.entry)) return found;
  for (const entry of bundle.entry) {
    if (!isJsonObject(entry) || typeof entry.fullUrl !== 'string' || !isJsonObject(entry.resource)) continue;
    found.set(entry.fullUrl, entry.resource);
    const relative = /^https?:.*\/([A-Z][A-Za-z]*\/[A-Za-z0-9\-.]{1,64})$/.exec(entry.fullUrl)?.[1];
    if (relative !== undefined) found.set(relative, entry.resource);
  }
  return found;
}
