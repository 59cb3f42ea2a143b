import type { IndexEntry, StoredVersion } from '@baseplate-epr/contracts';
import { indexResource, parseResource } from '@baseplate-epr/fhir';
import { securityContext } from '../binary/security-context.ts';
import type { RecordParts } from '../session/record-parts.ts';

/**
 * The entries that a current version has by the parameters of now: the same that writing it now would give it.
 *
 * @throws BaseplateError `input-invalid` or `limit-exceeded` if its text cannot be read
 */
export async function versionEntries(
  parts: Pick<RecordParts, 'limits' | 'records' | 'baseUrl' | 'index'>,
  { type, text }: StoredVersion,
): Promise<readonly IndexEntry[]> {
  const { limits, records } = parts;
  const { resource } = parseResource(text, { maxDepth: limits.depth, maxLength: limits.bundleLength });
  const baseUrl = parts.baseUrl();
  const { entries } = indexResource({ type, resource, baseUrl, ...parts.index.writing() });
  if (type !== 'Binary') return entries;
  const context = await securityContext(resource, { records, baseUrl });
  return [...entries, ...context.entries];
}
