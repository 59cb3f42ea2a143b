import type { RecordStore, ResourceKey } from '@baseplate-epr/contracts';
import type { TakenVersion } from '../continued/continuation.ts';
import { inParallel } from '../in-parallel.ts';
import { contentOf } from '../newest/content-of.ts';
import { newestOfPage } from '../newest/newest-of-page.ts';
import { readChanges } from '../read-changes.ts';
import type { OwnVersionsOptions } from './own-versions.ts';

/** A copy that was left in a store with numbers of its own, and which version became which. */
export interface OwnNewestOptions extends Pick<OwnVersionsOptions, 'signal' | 'onPage'> {
  readonly from: Pick<RecordStore, 'read'>;
  readonly to: Pick<RecordStore, 'changes' | 'read'>;
  taken(key: ResourceKey): TakenVersion | undefined;
}

/**
 * Whether each resource of a store is as a copy has left it there: the very version that the copy has noted, or, where it was killed before it could
 * note it, with the content that the resource has now where it was copied from.
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
      const { type, id } = version;
      const here = await from.read({ type, id });
      return here !== undefined && contentOf(here) === contentOf(version);
    });
    if (own.includes(false)) return false;
    done += versions.length;
    onPage?.(done);
  }
  return true;
}
