import { duplicate } from '../error/refusals.ts';
import { atEntry } from './at-entry.ts';
import type { BundleEntry } from './bundle-entry.ts';
import type { ResolvedEntry } from './resolved-entry.ts';

/** Turns a reference of one entry into what it means in the record; `undefined` leaves it as it is. */
export type ResolveFullUrl = (value: string, from: BundleEntry) => string | undefined;

const restful = /^(https?:\/\/.+)\/[A-Z][A-Za-z]*\/[A-Za-z0-9\-.]{1,64}$/;
const relative = /^[A-Z][A-Za-z]*\/[A-Za-z0-9\-.]{1,64}$/;

/**
 * Resolves references to other entries by their fullUrl (R4 §2.36.4.1): `urn:uuid:` and `urn:oid:` as they stand, absolute URLs,
 * and relative references against the base of the entry they stand in.
 */
export function fullUrls(entries: readonly ResolvedEntry[]): ResolveFullUrl {
  const names = new Map<string, string>();
  for (const { entry, key } of entries) {
    if (entry.fullUrl !== undefined && key !== undefined) names.set(entry.fullUrl, `${key.type}/${key.id}`);
  }
  if (names.size === 0) return () => undefined;
  return (value, from) => {
    const hash = value.indexOf('#');
    const bare = hash > 0 ? value.slice(0, hash) : value;
    const found = names.get(bare) ?? names.get(absolute(bare, from));
    return found === undefined ? undefined : `${found}${value.slice(bare.length)}`;
  };
}

function absolute(value: string, { fullUrl = '' }: BundleEntry): string {
  if (!relative.test(value)) return value;
  const [, base] = restful.exec(fullUrl) ?? [];
  return base === undefined ? value : `${base}/${value}`;
}

/** @throws RecordError 400 if two entries have the same fullUrl: a reference to it could mean either */
export function requireDistinctFullUrls(entries: readonly BundleEntry[]): void {
  const taken = new Set<string>();
  for (const { fullUrl, index } of entries) {
    if (fullUrl === undefined) continue;
    if (taken.has(fullUrl)) {
      throw atEntry(index, duplicate('Another entry has the same fullUrl, so references to it could mean either.'));
    }
    taken.add(fullUrl);
  }
}
