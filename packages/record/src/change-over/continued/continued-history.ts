import type { HistoryOptions, HistoryResult, RecordStore } from '@baseplate-epr/contracts';
import type { Continuation } from './continuation.ts';
import type { Numbering } from './numbering.ts';
import { withoutSuperseded } from './without-superseded.ts';

const earlierMark = 'earlier ';
const beforeAll = Number.MIN_SAFE_INTEGER;

/**
 * Versions of the store itself, newest first, then those of the earlier store.
 *
 * @throws BaseplateError `query-too-costly` where too much was written to the store itself to tell what was current at a moment after that
 */
export async function continuedHistory(
  store: Pick<RecordStore, 'history'>,
  continuation: Continuation,
  { shown }: Numbering,
  options: HistoryOptions,
): Promise<HistoryResult> {
  const { earlier, since: boundary, ownSince } = continuation;
  const { cursor, since = beforeAll, at, count, ...rest } = options;
  const old = await earlier();
  const upTo = { low: at?.low ?? beforeAll, high: Math.min(at?.high ?? boundary, boundary) };
  const before = {
    ...(await withoutSuperseded(store, continuation, { ...rest, at })),
    at: upTo,
    ...(options.since === undefined ? {} : { since }),
  };
  const after = {
    ...rest,
    since: since <= boundary ? ownSince : since,
    ...(at === undefined ? {} : { at: ownMoments(at, continuation) }),
  };
  const mark = (page: HistoryResult) => (page.next === undefined ? {} : { next: `${earlierMark}${page.next}` });
  if (cursor?.startsWith(earlierMark)) {
    const from = cursor.slice(earlierMark.length);
    const page = await old.history({ ...before, count, ...(from === '' ? {} : { cursor: from }) });
    const { total } = await store.history({ ...after, count: 1 });
    return { versions: page.versions, total: total + page.total, ...mark(page) };
  }
  const page = await store.history({ ...after, count, ...(cursor === undefined ? {} : { cursor }) });
  const versions = page.versions.map(shown);
  const room = count - versions.length;
  const follows = await old.history({ ...before, count: Math.max(1, room) });
  const total = page.total + follows.total;
  if (page.next !== undefined) return { versions, total, next: page.next };
  if (room > 0) return { versions: [...versions, ...follows.versions], total, ...mark(follows) };
  // The page is full to the last version of the store itself: what follows begins at the top of the earlier one.
  return follows.total === 0 ? { versions, total } : { versions, total, next: earlierMark };
}

/** The same moments by the times of the store itself, whose clock may be behind: what is shown as written at the boundary is older by it. */
function ownMoments({ low, high }: NonNullable<HistoryOptions['at']>, { since, ownSince }: Continuation) {
  return { low: low < since ? beforeAll : low, high: high <= since ? ownSince : high };
}
