import { BaseplateError } from '@baseplate-epr/contracts';
import { compareDigests } from '@baseplate-epr/record';
import { type CopyProgress, progressFile } from '../../ledger/progress-file.ts';
import type { LeadOptions } from '../lead.ts';
import type { Led } from '../leadership.ts';
import type { Mover } from '../mover.ts';
import { createSideCopy } from './copy-side.ts';
import { indexAgain } from './index-again.ts';
import { openRecordSides } from './record-sides.ts';

/** What a mover of the record stands on. */
export interface RecordMoverOptions extends Omit<LeadOptions, 'begin' | 'openMover'> {
  /** Where the copy begins; absent means from the beginning, or where an earlier run of this change-over stood. */
  readonly start?: CopyProgress;
}

const followingRounds = 50;
/** So many versions in one round of following are few enough for the hold. */
const fewVersions = 200;
/** So long may the comparison of all patients take to be part of the hold, in milliseconds. */
const shortComparison = 400;

/** Opens both record stores to move versions with their history. */
export async function openRecordMover(led: Led, options: RecordMoverOptions): Promise<Mover> {
  const { opened, onProgress, signal } = options;
  const sides = await openRecordSides({ ...options, ...led });
  const { from, to, entries } = sides;
  const { directory: ledgerDirectory } = opened.ledger;
  const file = progressFile({ ledgerDirectory, id: led.over.id, direction: 'copy', writer: opened.self.id });
  const copy = await createSideCopy(sides, file, options.start).catch(async (error) => {
    await sides.close();
    throw error;
  });
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
      // What a mirror has brought already is not told from what is there from the beginning.
      const total = led.over.undoes === undefined ? await versionsIn(from) : undefined;
      const { versions: before } = copy.progress();
      const tell = (done: number) => {
        const known = total === undefined ? {} : { total: Math.max(total, done) };
        onProgress({ place: 'records', step: 'copying', done, before, ...known });
      };
      tell(before);
      await copy.run({ signal, onPage: ({ versions }) => tell(versions) });
      await indexed();
      const began = performance.now();
      await compareDigests({ left: from, right: to, by: 'compartment', signal });
      byPatient = performance.now() - began < shortComparison;
    },
    async follow() {
      await indexed();
      for (let round = 0; round < followingRounds; round += 1) {
        const done = await copy.run({ signal });
        onProgress({ place: 'records', step: 'following', done: copy.progress().versions });
        if (done < fewVersions) return;
      }
      throw tooFast();
    },
    async moveRest({ epoch, successor, signal: giveUp }) {
      await copy.run({ signal: giveUp });
      giveUp.throwIfAborted();
      await from.fence({ epoch, successor });
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
      const { left: sum } = buckets.sums;
      const known = patients === undefined ? {} : { patients: patients.ranges };
      return { flippedAt, compared: { items: buckets.versions.left, sum, ...known } };
    },
    moved: () => copy.progress().versions,
    close: sides.close,
  };
}

async function versionsIn(store: Awaited<ReturnType<typeof openRecordSides>>['from']): Promise<number> {
  const { ranges } = await store.digest({ by: 'bucket', limit: 256 });
  return ranges.reduce((sum, { versions }) => sum + versions, 0);
}

function tooFast(): BaseplateError {
  return new BaseplateError({
    code: 'limit-exceeded',
    message: 'The record is written faster than it can be copied. Try again when it is less busy.',
  });
}

function differs(buckets: number, patients: number): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The two record stores are not the same: ${buckets} of 256 ranges and ${patients} patients differ. Nothing was changed over, the old store goes on. Compare them version by version, and empty the new store before another try.`,
  });
}
