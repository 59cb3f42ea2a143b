import type { StoredVersion } from '@baseplate-epr/contracts';
import { requireWanted } from '../cancelled.ts';
import { readChanges } from '../read-changes.ts';
import { resourceName } from '../version-name.ts';
import type { CopyCurrentOptions, CopyCurrentResult } from './current-types.ts';
import { writePage } from './write-page.ts';

/**
 * Copies what is current into a store that cannot take a history over, by ordinary writes: each resource once, as its newest version. Called
 * again with the cursor it ended at, it follows what was written since; deletions go over as deletions.
 *
 * What is lost is told: the versions that stay behind, and the number that each version has in the target. The source must be kept for as long
 * as anybody may ask for the history.
 *
 * - *Memory*: one page.
 * - *Idempotent*: what the target has already, by its content, is not written again.
 *
 * @throws BaseplateError `cancelled` between two pages; `load-conflict` if somebody else writes to the target; whatever the stores throw
 */
export async function copyCurrent(options: CopyCurrentOptions): Promise<CopyCurrentResult> {
  const { from, limit = 200, signal, onPage } = options;
  const sum = { versions: 0, mapped: 0, earlier: 0, rejected: 0, unreadable: 0 };
  let cursor = options.after ?? '';
  const after = cursor === '' ? undefined : cursor;
  for await (const { versions, cursor: next, unreadable } of readChanges({ store: from, after, limit, signal })) {
    cursor = next ?? cursor;
    const newest = await newestOf(from, versions);
    const { mapped, rejected } = await writePage(options, newest);
    const page = {
      cursor,
      versions: versions.length,
      mapped,
      earlier: versions.length - mapped.length - rejected.length,
      rejected,
      unreadable: unreadable === undefined ? [] : [unreadable],
    };
    sum.versions += page.versions;
    sum.mapped += mapped.length;
    sum.earlier += page.earlier;
    sum.rejected += rejected.length;
    sum.unreadable += page.unreadable.length;
    await onPage?.(page);
    requireWanted(signal);
  }
  return { ...sum, cursor };
}

/** Those of a page that are the newest of their resource in the whole store: any other is followed by a later page. */
async function newestOf(
  from: CopyCurrentOptions['from'],
  versions: readonly StoredVersion[],
): Promise<readonly StoredVersion[]> {
  const last = new Map(versions.map((version) => [resourceName(version), version]));
  const newest: StoredVersion[] = [];
  for (const version of versions) {
    if (last.get(resourceName(version)) !== version) continue;
    const { type, id, versionId } = version;
    if ((await from.read({ type, id }))?.versionId === versionId) newest.push(version);
  }
  return newest;
}
