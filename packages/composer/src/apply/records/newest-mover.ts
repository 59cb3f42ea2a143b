import { BaseplateError, type RecordStore, type ResourceKey } from '@baseplate-epr/contracts';
import {
  compareNewest,
  contentOf,
  counted,
  type GatheredReconciliation,
  gatherReconciliation,
  type RecordComparison,
} from '@baseplate-epr/record';
import { announcements } from '../../ledger/announcement.ts';
import { progressFile } from '../../ledger/progress-file.ts';
import { versionBook } from '../../ledger/version-book.ts';
import type { Led } from '../leadership.ts';
import type { MovedRest, Mover } from '../mover.ts';
import { copyAndTell } from './copy-and-tell.ts';
import { createNewestCopy } from './copy-newest-side.ts';
import { followAll } from './follow-all.ts';
import { lossReport } from './loss-report.ts';
import { putUpFence, requireOurs } from './put-up-fence.ts';
import type { RecordMoverOptions } from './record-mover.ts';
import type { RecordSides } from './record-sides.ts';
import { oldGoesOn } from './side-copy.ts';

/** So long may the comparison of everything take to be part of the hold, in milliseconds. */
const shortComparison = 400;
/** How far the clock of the new store may be behind the record's, in milliseconds: so long would all writes bear the same time. */
const clockMargin = 60_000;

/**
 * Moves a record into a store that takes no history over, such as another supplier's FHIR server: each resource as it is now. What went before
 * stays where it is and is read there; see `continuedRecords`.
 *
 * Both are compared by content, resource by resource, before the hold. Inside it whatever differed then is looked at again, and everything
 * that was written since was read back when it was brought.
 */
export async function openNewestMover(sides: RecordSides, led: Led, options: RecordMoverOptions): Promise<Mover> {
  const { from, to, entries } = sides;
  const { opened, onProgress, signal, context } = options;
  const { directory: ledgerDirectory } = opened.ledger;
  const announced = announcements(opened.ledger);
  const { id } = led.over;
  const bookId = led.over.to.continues?.book ?? id;
  const copy = await createNewestCopy({
    ...sides,
    file: progressFile({ ledgerDirectory, id, direction: 'copy', writer: opened.self.id }),
    book: versionBook({ ledgerDirectory, book: bookId }),
    start: options.start,
    otherwise: oldGoesOn,
    epoch: () => led.entry.epoch,
  });
  let compared: RecordComparison | undefined;
  let isShort = false;
  let gathered: GatheredReconciliation | undefined;

  return {
    async copy() {
      await copyAndTell({ led, from, copy, onProgress, signal });
      const began = performance.now();
      compared = await compareNewest({ left: from, right: to, signal });
      isShort = performance.now() - began < shortComparison;
      const random = () => 0.5;
      gathered = await gatherReconciliation({
        left: from,
        right: to,
        // No difference is named: what differs now is on its way, and what differs at the flip is not flipped to.
        records: { ...compared, differences: [] },
        clock: context.clock,
        sampleSize: 0,
        random,
        signal,
      });
    },
    async follow() {
      await requireOurs({ store: from, announced });
      await entries.refresh();
      const run = () => copy.run({ signal });
      await followAll(run, () => onProgress({ place: 'records', step: 'following', done: copy.progress().versions }));
    },
    async moveRest({ epoch, successor, signal: giveUp }) {
      await copy.run({ signal: giveUp });
      giveUp.throwIfAborted();
      await putUpFence({ store: from, epoch, successor, announced });
      await copy.run({ signal: giveUp });
      if (await entries.refresh()) return 'search parameters have changed';
      if (isShort) compared = await compareNewest({ left: from, right: to, signal: giveUp });
      const different = await stillDifferent(compared, sides, giveUp);
      if (different > 0) throw differs(different);
      const { left: versions } = compared?.buckets.versions ?? { left: 0 };
      const sum = isShort ? { sum: compared?.buckets.sums.left ?? '' } : {};
      return { ...(await passage(sides, bookId)), compared: { items: versions, by: 'content', ...sum } };
    },
    moved: () => copy.progress().versions,
    report: () => lossReport({ ...options, led, compared, gathered }),
    identity: sides.identity,
    close: sides.close,
  };
}

/** Of what differed when everything was compared, what differs now. */
async function stillDifferent(
  compared: RecordComparison | undefined,
  { from, to }: Pick<RecordSides, 'from' | 'to'>,
  signal: AbortSignal,
): Promise<number> {
  if (compared === undefined || !compared.complete) return Number.POSITIVE_INFINITY;
  let different = 0;
  for (const { type, id } of compared.differences as readonly Partial<ResourceKey>[]) {
    signal.throwIfAborted();
    const isSame = type !== undefined && id !== undefined && (await isSameNow({ type, id }, from, to));
    if (!isSame) different += 1;
  }
  return different;
}

async function isSameNow(key: ResourceKey, from: RecordStore, to: RecordStore): Promise<boolean> {
  const [left, right] = await Promise.all([from.read(key), to.read(key)]);
  const content = (version: typeof left) => (version === undefined ? 'deleted' : contentOf(version));
  return content(left) === content(right);
}

/** How the record goes on, by the times and places that both stores have reached. */
async function passage({ from, to }: RecordSides, book: string): Promise<Omit<MovedRest, 'compared'>> {
  const newest = async (store: RecordStore) =>
    (await store.history({ scope: {}, count: 1 })).versions[0]?.lastUpdated ?? 0;
  const [ours, theirs] = [await newest(from), await newest(to)];
  if (ours - theirs > clockMargin && theirs > 0) throw clockBehind(ours - theirs);
  const { cursor: flippedAt } = await to.changes({ begin: 'end', limit: 1 });
  const { cursor: endedAt } = await from.changes({ begin: 'end', limit: 1 });
  const times = { since: Math.max(ours, theirs) + 1, ownSince: theirs + 1 };
  return { flippedAt, endedAt, continues: { book, ...times, ownCursor: flippedAt } };
}

function differs(count: number): BaseplateError {
  const many = Number.isFinite(count)
    ? counted(count, 'resource is', 'resources are')
    : 'More resources than can be named are';
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The two record stores are not the same: ${many} not what they are in the old one. Nothing was changed over, the old store goes on. Somebody else may write to the new one; empty it before another try.`,
  });
}

function clockBehind(milliseconds: number): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `The clock of the new record store is ${Math.round(milliseconds / 1000)} s behind the one by which the record is written, so what is written next would bear wrong times. Nothing was changed over. Set the clocks right, then apply again.`,
  });
}
