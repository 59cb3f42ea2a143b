import { BaseplateError } from '@baseplate-epr/contracts';
import { compareDigests, counted } from '@baseplate-epr/record';
import { announcements } from '../../ledger/announcement.ts';
import { checkFile } from '../../ledger/check-file.ts';
import { type CopyProgress, progressFile } from '../../ledger/progress-file.ts';
import type { ShadowNote } from '../../ledger/shadow-note.ts';
import type { LeadOptions } from '../lead.ts';
import type { Led } from '../leadership.ts';
import type { Mover } from '../mover.ts';
import { checkBrought } from './check-brought.ts';
import { copyAndTell } from './copy-and-tell.ts';
import { createHistoryCopy } from './copy-history-side.ts';
import { followAll } from './follow-all.ts';
import { forgetEmptied } from './forget-emptied.ts';
import { indexAgain } from './index-again.ts';
import { openNewestMover } from './newest-mover.ts';
import { putUpFence, requireOurs } from './put-up-fence.ts';
import { openRecordSides, type RecordSides } from './record-sides.ts';
import { oldGoesOn } from './side-copy.ts';

/** What a mover of the record stands on. */
export interface RecordMoverOptions extends Omit<LeadOptions, 'begin' | 'openMover'> {
  /** Where the copy begins; absent means from the beginning, or where an earlier run of this change-over stood. */
  readonly start?: CopyProgress;
  /** What a shadow run has told of the store that it has filled so far: the copy begins there. */
  readonly shadow?: ShadowNote;
}

/** So long may the comparison of all patients take to be part of the hold, in milliseconds. */
const shortComparison = 400;

/** Opens both record stores to move versions with their history. */
export async function openRecordMover(led: Led, options: RecordMoverOptions): Promise<Mover> {
  const { opened, onProgress, signal, context } = options;
  const sides = await openRecordSides({ ...options, ...led });
  try {
    const { directory: ledgerDirectory } = opened.ledger;
    await forgetEmptied({ to: sides.to, over: led.over, ledgerDirectory, writer: opened.self.id });
  } catch (error) {
    await sides.close();
    throw error;
  }
  if (sides.to.capabilities.verbatimHistory.support === 'unsupported')
    return openNewestMover(sides, led, options).catch(async (error) => {
      await sides.close();
      throw error;
    });
  const { from, to, entries } = sides;
  const { directory: ledgerDirectory } = opened.ledger;
  const announced = announcements(opened.ledger);
  const file = progressFile({ ledgerDirectory, id: led.over.id, direction: 'copy', writer: opened.self.id });
  const start = options.start ?? afterShadow(options, sides);
  const filledTo = async () => (await to.changes({ begin: 'end', limit: 1 })).cursor;
  const copy = await createHistoryCopy({ ...sides, file, start, filledTo, otherwise: oldGoesOn }).catch(
    async (error) => {
      await sides.close();
      throw error;
    },
  );
  const { shadow } = options;
  const isFilledBefore = led.over.undoes === undefined && (shadow !== undefined || copy.progress().versions > 0);
  let byPatient = true;

  async function indexed(): Promise<void> {
    await entries.refresh();
    const generation = entries.generation();
    if (copy.progress().indexedBy === generation) return;
    const onPage = (done: number) => onProgress({ place: 'records', step: 'indexing', done });
    await indexAgain({ store: to, entries, signal, onPage });
    await copy.indexedBy(generation);
  }

  return {
    async copy() {
      await copyAndTell({ led, from, copy, onProgress, signal });
      await indexed();
      if (isFilledBefore) {
        const file = checkFile({ ledgerDirectory, id: led.over.id, writer: opened.self.id });
        await checkBrought({ from, to, copy, file, clock: context.clock, onProgress, signal });
      }
      const began = performance.now();
      await compareDigests({ left: from, right: to, by: 'compartment', signal });
      byPatient = performance.now() - began < shortComparison;
    },
    async follow() {
      await requireOurs({ store: from, announced });
      await indexed();
      const run = () => copy.run({ signal });
      await followAll(run, () => onProgress({ place: 'records', step: 'following', done: copy.progress().versions }));
    },
    async moveRest({ epoch, successor, signal: giveUp }) {
      await copy.run({ signal: giveUp });
      giveUp.throwIfAborted();
      await putUpFence({ store: from, epoch, successor, announced });
      await copy.run({ signal: giveUp });
      if (await entries.refresh()) return 'search parameters have changed';
      const buckets = await compareDigests({ left: from, right: to, by: 'bucket', signal: giveUp });
      const patients = byPatient
        ? await compareDigests({ left: from, right: to, by: 'compartment', signal: giveUp })
        : undefined;
      if (buckets.different > 0 || (patients?.different ?? 0) > 0)
        throw differs(buckets.different, patients?.different ?? 0);
      await to.index({ generation: entries.generation(), closes: true, entries: [] });
      const { cursor: flippedAt } = await to.changes({ begin: 'end', limit: 1 });
      const { cursor: endedAt } = await from.changes({ begin: 'end', limit: 1 });
      const { left: sum } = buckets.sums;
      const known = patients === undefined ? {} : { patients: patients.ranges };
      return { flippedAt, endedAt, compared: { items: buckets.versions.left, sum, ...known } };
    },
    moved: () => copy.progress().versions,
    identity: sides.identity,
    close: sides.close,
  };
}

/** Entries that were made by other rules than those of now are made anew. */
function afterShadow({ shadow }: RecordMoverOptions, { madeBy }: RecordSides): CopyProgress | undefined {
  if (shadow === undefined) return undefined;
  const { cursor, versions, bytes, indexedBy } = shadow;
  return { cursor, versions, bytes, indexedBy: shadow.madeBy === madeBy ? indexedBy : -1 };
}

function differs(buckets: number, patients: number): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The two record stores are not the same: ${buckets} of 256 ranges and ${counted(patients, 'patient')} differ. Nothing was changed over, the old store goes on. baseplate reconcile names the versions, and says which store is damaged: if it is the old one, mend that first, or the next try ends the same way. Then empty the new store, or name another place, before another try.`,
  });
}
