import type { RecordParts } from '../session/record-parts.ts';
import { nextVersion } from '../write/next-version.ts';
import type { ResolvedEntry } from './resolved-entry.ts';

/**
 * The versions that a transaction's resources have after it, by `Type/id`, for references that name a version: "Version-specific
 * references should remain as version-specific references after the references have been updated" (R4 §3.1.0.11.2).
 *
 * Empty if no resource of the transaction holds such a reference, which is the rule.
 */
export async function versionsAfter(
  { records }: RecordParts,
  entries: readonly ResolvedEntry[],
): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  if (!entries.some(({ read }) => read?.parsed.text.includes('/_history/'))) return versions;
  for (const { action, key, match, patched } of entries) {
    if (key === undefined || action === 'delete') continue;
    const name = `${key.type}/${key.id}`;
    const unchanged = match ?? patched?.unchanged;
    if (unchanged !== undefined) versions.set(name, unchanged.versionId);
    else if (!versions.has(name)) {
      const current = action === 'create' || action === 'none' ? undefined : await records.read(key);
      versions.set(name, nextVersion(key, current, 0).versionId);
    }
  }
  return versions;
}
