import type { ChangesOptions, ChangesResult, RecordStore } from '@baseplate-epr/contracts';
import type { Continuation } from './continuation.ts';
import type { Numbering } from './numbering.ts';

/** Begins the cursors of the earlier store; those of the store itself are as it gives them. */
const earlierMark = 'earlier ';

/**
 * Every version in the order of commits: those of the earlier store, then those that the store itself was given. A reader that stood in the store before
 * the record went over to it begins again from the beginning: what it lacks is in the earlier store, and nothing may be skipped.
 */
export async function continuedChanges(
  store: Pick<RecordStore, 'changes'>,
  { earlier, since, ownSince, ownCursor }: Continuation,
  { shown }: Numbering,
  { after, begin, limit }: ChangesOptions,
): Promise<ChangesResult> {
  if (begin === 'end' && after === undefined) return store.changes({ begin, limit });
  if (after !== undefined && !after.startsWith(earlierMark)) {
    const page = await store.changes({ after, limit });
    if (page.versions.every(({ lastUpdated }) => lastUpdated >= ownSince))
      return { ...page, versions: page.versions.map(shown) };
  }
  const from = after?.startsWith(earlierMark) ? { after: after.slice(earlierMark.length) } : {};
  const page = await (await earlier()).changes({ ...from, limit });
  // What is written back to it comes from the store itself.
  const versions = page.versions.filter(({ lastUpdated }) => lastUpdated < since);
  if (page.end || versions.length < page.versions.length) return { versions, cursor: ownCursor, end: false };
  return { versions, cursor: `${earlierMark}${page.cursor}`, end: false };
}
