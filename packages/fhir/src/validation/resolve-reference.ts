import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import type { ValidationRun } from './validation-run.ts';

/** Resources of a Bundle by full URL, and by the relative reference that means the same. */
export type BundleScope = Pick<ReadonlyMap<string, JsonObject>, 'get'>;

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

/** What a Bundle's entries are called by others in it; see {@link scopeOfEntries}. */
export function bundleScope({ entry }: JsonObject): BundleScope {
  const entries = Array.isArray(entry) ? entry : [];
  return scopeOfEntries(
    entries.map((one) => (isJsonObject(one) && isJsonObject(one.resource) ? one.fullUrl : undefined)),
    (index) => {
      const one = entries[index];
      return isJsonObject(one) && isJsonObject(one.resource) ? one.resource : undefined;
    },
  );
}

/**
 * What a Bundle's entries are called by others in it: https://hl7.org/fhir/R4/bundle.html#references
 *
 * A relative reference is found if exactly one entry's full URL ends in it.
 *
 * @param fullUrls - of each entry; of one without a resource, undefined.
 * @param resourceOf - the resource of an entry by its place; asked whenever something refers to it.
 */
export function scopeOfEntries(
  fullUrls: readonly unknown[],
  resourceOf: (index: number) => JsonObject | undefined,
): BundleScope {
  const found = new Map<string, number>();
  for (const [index, fullUrl] of fullUrls.entries()) {
    if (typeof fullUrl !== 'string') continue;
    found.set(fullUrl, index);
    const relative = /^https?:.*\/([A-Z][A-Za-z]*\/[A-Za-z0-9\-.]{1,64})$/.exec(fullUrl)?.[1];
    if (relative !== undefined) found.set(relative, index);
  }
  return {
    get(name) {
      const index = found.get(name);
      return index === undefined ? undefined : resourceOf(index);
    },
  };
}
