import { duplicate } from '../error/refusals.ts';
import { atEntry } from './at-entry.ts';
import type { BundleEntry } from './bundle-entry.ts';
import type { ResolvedEntry } from './resolved-entry.ts';

/** Turns a reference of one entry into what it means in the record; `undefined` leaves it as it is. */
export type ResolveFullUrl = (value: string, from: BundleEntry) => string | undefined;

/** What the fullUrls of a transaction mean. */
export interface FullUrls {
  readonly resolve: ResolveFullUrl;
  /** False if there are none, so that no reference means another entry. */
  readonly any: boolean;
  /** True if some are addresses rather than URNs, so that any link may be to one. */
  readonly anyAddress: boolean;
}

const restful = /^(https?:\/\/.+)\/[A-Z][A-Za-z]*\/[A-Za-z0-9\-.]{1,64}$/;
const relative = /^[A-Z][A-Za-z]*\/[A-Za-z0-9\-.]{1,64}$/;

/**
 * Resolves references to other entries by their fullUrl (R4 §2.36.4.1): `urn:uuid:` and `urn:oid:` as they stand, absolute URLs,
 * and relative references against the base of the entry they stand in. One that names a version then names the version that the
 * transaction makes.
 */
export function fullUrls(entries: readonly ResolvedEntry[], versions: ReadonlyMap<string, string>): FullUrls {
  const names = new Map<string, string>();
  for (const { entry, key } of entries) {
    if (entry.fullUrl !== undefined && key !== undefined) names.set(entry.fullUrl, `${key.type}/${key.id}`);
  }
  if (names.size === 0) return { resolve: () => undefined, any: false, anyAddress: false };
  const resolve: ResolveFullUrl = (value, from) => {
    const hash = value.indexOf('#');
    const bare = hash > 0 ? value.slice(0, hash) : value;
    const [, target = bare] = bare.includes('/_history/') ? (versioned.exec(bare) ?? []) : [];
    const name = names.get(target) ?? names.get(absolute(target, from));
    if (name === undefined) return undefined;
    const version = target === bare ? undefined : versions.get(name);
    return `${name}${version === undefined ? '' : `/_history/${version}`}${value.slice(bare.length)}`;
  };
  return { resolve, any: true, anyAddress: [...names.keys()].some((url) => !url.startsWith('urn:')) };
}

const versioned = /^(.+)\/_history\/[A-Za-z0-9\-.]{1,64}$/;

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
