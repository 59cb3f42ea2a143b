import { BaseplateError } from '@baseplate-epr/contracts';
import { ahead } from '../ahead.ts';
import { requireWanted } from '../cancelled.ts';
import { counted } from '../counted.ts';
import { createEntryBook } from '../prepare-entries.ts';
import { readChanges } from '../read-changes.ts';
import { newestOfPage } from './newest-of-page.ts';
import type { CopiedNewest, CopyNewestOptions, CopyNewestResult } from './newest-types.ts';
import { writeNewest } from './write-newest.ts';

/**
 * Copies what is current of a record into a store that keeps no history verbatim, such as another supplier's FHIR server: the newest version
 * of each resource by ordinary commits. Earlier versions stay in the source alone, which the report must say and somebody must sign. The
 * map tells which version of the target is which of the source.
 *
 * In constant memory; idempotent, since what has the same content there already is left; goes on from the cursor of any page, and follows.
 *
 * @throws BaseplateError `store-fenced`; `cancelled` between two pages; `load-conflict` where more is rejected than allowed; `storage-corrupt`
 * where the source cannot go on; whatever else the stores throw
 */
export async function copyNewest(options: CopyNewestOptions): Promise<CopyNewestResult> {
  const { from, to, epoch, generation = 0, entriesOf, limit = 200, rejectedLimit = 1000, signal, onPage } = options;
  const counts = { versions: 0, written: 0, present: 0, lost: 0 };
  const named = { rejected: 0, unindexed: 0, unreadable: 0 };
  let cursor = options.after ?? '';
  const after = cursor === '' ? undefined : cursor;
  for await (const page of ahead(readChanges({ store: from, after, limit, signal }))) {
    const book = createEntryBook(entriesOf);
    const newest = await newestOfPage(page.versions, from);
    const done = await writeNewest(newest, { to, epoch, generation, book });
    cursor = page.cursor ?? cursor;
    const copied: CopiedNewest = {
      ...done,
      cursor,
      versions: page.versions.length,
      lost: page.versions.length - done.written - done.present - done.rejected.length,
      unindexed: book.unindexed,
      unreadable: page.unreadable === undefined ? [] : [page.unreadable],
    };
    for (const part of ['versions', 'written', 'present', 'lost'] as const) counts[part] += copied[part];
    for (const part of ['rejected', 'unindexed', 'unreadable'] as const) named[part] += copied[part].length;
    await onPage?.(copied);
    if (page.unreadable !== undefined && page.cursor === undefined) {
      throw new BaseplateError({ code: 'storage-corrupt', message: page.unreadable.reason });
    }
    if (named.rejected > rejectedLimit) {
      throw new BaseplateError({
        code: 'load-conflict',
        message: `The target has rejected ${counted(named.rejected, 'resource')}, more than are named one by one. See why it refused the first of them.`,
      });
    }
    requireWanted(signal);
  }
  return { cursor, ...counts, ...named };
}
