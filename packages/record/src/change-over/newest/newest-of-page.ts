import type { RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import { inParallel } from '../in-parallel.ts';
import { resourceName } from '../version-name.ts';

const atOnce = 16;

/** Of the versions of a page those that are the newest of their resource now; of the others a later page brings the newest. */
export async function newestOfPage(
  versions: readonly StoredVersion[],
  store: Pick<RecordStore, 'read'>,
): Promise<readonly StoredVersion[]> {
  const last = [...new Map(versions.map((version) => [resourceName(version), version])).values()];
  const isNewest = await inParallel(last, atOnce, async ({ type, id, versionId }) => {
    const now = await store.read({ type, id });
    return now?.versionId === versionId;
  });
  return last.filter((_, index) => isNewest[index]);
}
