import { BaseplateError } from '@baseplate-epr/contracts';
import { ahead } from './ahead.ts';
import { requireWanted } from './cancelled.ts';
import type { CopiedPage, CopyRecordsOptions, CopyRecordsResult } from './copy-types.ts';
import { counted } from './counted.ts';
import { loadPage } from './load-page.ts';
import { createLoader } from './loader.ts';
import { createEntryBook, type EntryBook } from './prepare-entries.ts';
import { type ChangesPage, readChanges } from './read-changes.ts';

interface PreparedPage {
  readonly page: ChangesPage;
  readonly book: EntryBook;
}

/**
 * Copies every version of a record store with its history into another, in commit order, until the source says that there is no more.
 * Called again with the cursor it ended at, it follows what was written since.
 *
 * - *Memory*: three pages at most, however many versions there are: while one is written, the next is indexed and the one after it read.
 * - *Manners*: a page is loaded in calls that take the target less than about a second, so that others who write into it are not held up.
 * - *Idempotent*: a page that was loaded before is found present. So a cursor may be kept as late as one likes, but never too early:
 *   `onPage` is called when its page is durable.
 * - *Concurrency*: the source may be written meanwhile; nothing of the target is read. One copy at a time into a target.
 *
 * @throws BaseplateError `cancelled` between two pages; `storage-corrupt` where the source cannot go on past what it cannot read, with all
 * before it copied; `load-conflict` where more is rejected than allowed; whatever else the stores throw
 */
export async function copyRecords(options: CopyRecordsOptions): Promise<CopyRecordsResult> {
  const { from, to, limit = 1000, rejectedLimit = 1000, signal, onPage } = options;
  const sum = { versions: 0, loaded: 0, present: 0, bytes: 0, rejected: 0, unindexed: 0, unreadable: 0 };
  const loader = createLoader(to, limit, options.generation);
  let cursor = options.after ?? '';
  const after = cursor === '' ? undefined : cursor;
  const pages = readChanges({ store: from, after, limit, signal });

  for await (const { page, book } of ahead(prepared(ahead(pages), options))) {
    const { versions, unreadable } = page;
    const result = await loadPage(loader, versions, book);
    cursor = page.cursor ?? cursor;
    const copied: CopiedPage = {
      ...result,
      cursor,
      versions: versions.length,
      bytes: versions.reduce((length, { text }) => length + text.length, 0),
      lastUpdated: versions.at(-1)?.lastUpdated,
      unindexed: book.unindexed,
      unreadable: unreadable === undefined ? [] : [unreadable],
    };
    sum.versions += copied.versions;
    sum.loaded += copied.loaded;
    sum.present += copied.present;
    sum.bytes += copied.bytes;
    sum.rejected += copied.rejected.length;
    sum.unindexed += copied.unindexed.length;
    sum.unreadable += copied.unreadable.length;
    await onPage?.(copied);
    if (unreadable !== undefined && page.cursor === undefined) throw stuck(sum.versions, unreadable.reason);
    if (sum.rejected > rejectedLimit) throw tooManyRejected(sum.rejected);
    requireWanted(signal);
  }
  return { ...sum, cursor };
}

async function* prepared(
  pages: AsyncIterable<ChangesPage>,
  { entriesOf }: CopyRecordsOptions,
): AsyncGenerator<PreparedPage, void, undefined> {
  for await (const page of pages) {
    const book = createEntryBook(entriesOf);
    await book.indexed(page.versions);
    yield { page, book };
  }
}

function stuck(versions: number, reason: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The source cannot read the version that follows the first ${versions} of this copy, nor anything after it. They are copied. Mend or restore the source, then go on. The source says: ${reason}`,
  });
}

function tooManyRejected(rejected: number): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `The target has rejected ${counted(rejected, 'version')}, more than are named one by one: it holds something else than this copy has brought. Compare the two stores, or copy into an empty one.`,
  });
}
