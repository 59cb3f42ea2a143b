import type { BundleEntryResult } from '../session/bundle-types.ts';
import type { WriteResult } from '../session/record-version.ts';
import type { BundleEntry } from './bundle-entry.ts';

/** The answer to an entry that wrote, or found that there was nothing to write. */
export function writeAnswer(entry: BundleEntry, { outcome, version, issues }: WriteResult): BundleEntryResult {
  const answer = { request: requestOf(entry), ...(issues.length === 0 ? {} : { issues }) };
  if (version === undefined) return { ...answer, status: 204 };
  const place = { etag: `W/"${version.versionId}"`, lastModified: version.lastUpdated };
  if (outcome === 'deleted') return { ...answer, ...place, status: 204 };
  const location = `${version.type}/${version.id}/_history/${version.versionId}`;
  const status = outcome === 'created' ? 201 : 200;
  return { ...answer, ...place, status, location, result: { kind: 'version', version } };
}

/** The request as the answer repeats it. */
export function requestOf({ method, url }: Pick<BundleEntry, 'method' | 'url'>): BundleEntryResult['request'] {
  return { method, url };
}
