import type { RecordStore, ResourceKey, StoredVersion } from '@baseplate-epr/contracts';
import type { TakenVersion } from '../continued/continuation.ts';
import { inParallel } from '../in-parallel.ts';
import { contentOf } from '../newest/content-of.ts';
import { newestOfPage } from '../newest/newest-of-page.ts';
import { readChanges } from '../read-changes.ts';
import type { OwnVersionsOptions } from './own-versions.ts';

/** A copy that was left in a store with numbers of its own, and which version became which. */
export interface OwnNewestOptions extends Pick<OwnVersionsOptions, 'signal' | 'onPage'> {
  readonly from: Pick<RecordStore, 'read' | 'history'>;
  readonly to: Pick<RecordStore, 'changes' | 'read'>;
  taken(key: ResourceKey): TakenVersion | undefined;
}

/**
 * Whether each resource of a store is as a copy has left it there: the very version that the copy has noted, or, where it was killed before it could
 * note it, with the content that the resource has where it was copied from, or has had: it may have changed there since.
 *
 * @throws BaseplateError `cancelled`; whatever the stores throw, but for what they cannot read, which is no copy
 */
export async function holdsOwnNewest({ from, to, taken, signal, onPage }: OwnNewestOptions): Promise<boolean> {
  let done = 0;
  const pages = readChanges({ store: to, limit: 1000, ...(signal === undefined ? {} : { signal }) });
  for await (const { versions, unreadable } of pages) {
    if (unreadable !== undefined) return false;
    const newest = await newestOfPage(versions, to);
    const own = await inParallel(newest, 16, async (version) => {
      if (taken(version)?.own === version.versionId) return true;
      return saidEver(from, version);
    });
    if (own.includes(false)) return false;
    done += versions.length;
    onPage?.(done);
  }
  return true;
}

/** Whether a resource says the same in a store, or has said it. Most that were not noted have not changed since: the newest is looked at first, and alone. */
async function saidEver(
  store: Pick<RecordStore, 'read' | 'history'>,
  { type, id, ...said }: StoredVersion,
): Promise<boolean> {
  const content = contentOf(said);
  const newest = await store.read({ type, id });
  if (newest === undefined) return false;
  if (contentOf(newest) === content) return true;
  for (let cursor: string | undefined; ; ) {
    const page = await store.history({ scope: { type, id }, count: 50, ...(cursor === undefined ? {} : { cursor }) });
    if (page.versions.some((version) => contentOf(version) === content)) return true;
    if (page.next === undefined) return false;
    cursor = page.next;
  }
}
