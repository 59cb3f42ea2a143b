import type { ParsedResource } from '@baseplate-epr/fhir';
import { tooLarge } from './error/refusals.ts';
import type { RecordLimits } from './record-limits.ts';

/** What one resource may hold a whole collection, file or terminology in. */
const collections: ReadonlySet<string> = new Set(['Bundle', 'Binary', 'CodeSystem', 'ValueSet', 'ConceptMap']);

/** UTF-16 code units that one resource of a type may have; of an unknown type, what the largest may have. */
export function resourceLimit(limits: RecordLimits, type?: string): number {
  const { resourceLength, bundleLength } = limits;
  return type === undefined || collections.has(type) ? Math.max(resourceLength, bundleLength) : resourceLength;
}

/** Index entries that one resource of a type may come to. */
export function indexEntryLimit(limits: RecordLimits, type: string): number {
  return Math.floor((limits.indexEntries * resourceLimit(limits, type)) / limits.resourceLength);
}

/** @throws RecordError 413 for a resource that is longer than one of its type may be, also as an entry of a Bundle */
export function requireLength({ resource, text }: ParsedResource, limits: RecordLimits): void {
  const { resourceType } = resource;
  const limit = resourceLimit(limits, typeof resourceType === 'string' ? resourceType : undefined);
  if (text.length <= limit) return;
  throw tooLarge(
    `One resource of this type may have ${limit} characters here, and this one has more. Keep large content as a Binary, uploaded as its own content type, and refer to it; or send several resources.`,
  );
}
