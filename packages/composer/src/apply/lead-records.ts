import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import { compareDigests } from '@baseplate-epr/record';
import type { OpenLedger } from '../applied/open-applied.ts';
import { type CopyProgress, progressFile } from '../ledger/progress-file.ts';
import { createRollCall, type RollCall } from '../ledger/roll-call.ts';
import type { ApplyOptions, ApplyProgress, ChangeOverReport } from './applying.ts';
import { createSideCopy, type SideCopy } from './copy-side.ts';
import { holdAndFlip, leave } from './hold-and-flip.ts';
import { indexAgain } from './index-again.ts';
import { type Leadership, type Led, type LedStep, leadership as leadershipOf } from './leadership.ts';
import { openRecordSides, type RecordSides } from './record-sides.ts';

/** A change-over of the record to lead, from the first page to the flip. */
export interface LeadRecordsOptions extends ApplyOptions {
  readonly opened: OpenLedger;
  /** What the change-over is; asked for with the newest entry. */
  begin(newest: Led['entry']): LedStep;
  /** Where the copy begins; absent means from the beginning, or where an earlier run of this change-over stood. */
  start?(led: Led): Promise<CopyProgress | undefined>;
}

/** How long the processes that serve may take to open the new store, in milliseconds. */
const openingTime = 60_000;
const followingRounds = 50;
const holdAttempts = 8;
/** So many versions in one round of following are few enough for the hold. */
const fewVersions = 200;
/** So long may the comparison of all patients take to be part of the hold, in milliseconds. */
const shortComparison = 400;

/**
 * Leads the change-over of the record store. Resumes one that was left; before the hold it can be left at any time, by the signal or
 * `kill -9`.
 *
 * @throws BaseplateError that says what stands in the way; the old store is in force then, and writes go on
 */
export async function leadRecords(options: LeadRecordsOptions): Promise<ChangeOverReport> {
  const { opened, signal, begin } = options;
  const rollCall = createRollCall(opened.files);
  const leadership = leadershipOf(opened, rollCall, 'records');
  let led = await leadership.take(begin);
  try {
    await everybodyOpens(led, rollCall, options);
    const sides = await openRecordSides({ ...options, ...led, rollCall });
    try {
      const { directory: ledgerDirectory } = opened.ledger;
      const file = progressFile({ ledgerDirectory, id: led.over.id, direction: 'copy', writer: opened.self.id });
      const copy = await createSideCopy(sides, file, await options.start?.(led));
      await copyAll(copy, sides, led, options);
      if (led.over.phase === 'copying') {
        led = await leadership.advance('copying', ({ over }) => ({
          what: 'Nearly all of the record is in the new store.',
          over: { ...over, phase: 'following' },
        }));
      }
      const { attempts, ...held } = await flip(leadership, rollCall, sides, copy, options);
      return { place: 'records', moved: copy.progress().versions, attempts, ...held };
    } finally {
      await sides.close();
    }
  } catch (error) {
    const now = await leadership.current().catch(() => undefined);
    const what = signal.aborted
      ? 'The change-over was stopped. It can be resumed.'
      : 'The change-over failed. It can be resumed.';
    if (now?.over.phase === 'copying' || now?.over.phase === 'following') await leave(leadership, now, what);
    throw error;
  }
}

/** Nothing has moved yet: a process that cannot open the new store keeps it so. */
async function everybodyOpens(
  { entry, over }: Led,
  rollCall: RollCall,
  { onProgress, signal }: LeadRecordsOptions,
): Promise<void> {
  onProgress({ place: 'records', step: 'waiting' });
  const look = (processes: Awaited<ReturnType<RollCall['serving']>>) => {
    for (const { pid, host, opened } of processes) {
      const reason = opened[over.id];
      if (reason !== undefined && reason !== '') throw cannotOpen(pid, host, reason);
    }
  };
  const opens = await rollCall.everybodyMeets(entry.revision, { within: openingTime, signal, look });
  if (!opens)
    throw signal.aborted
      ? stopped()
      : new BaseplateError({
          code: 'module-unavailable',
          message: `A process that serves has not opened the new record store within ${openingTime / 1000} s. See its log.`,
        });
}

async function copyAll(
  copy: SideCopy,
  sides: RecordSides,
  { over }: Led,
  { onProgress, signal }: LeadRecordsOptions,
): Promise<void> {
  const { to, entries } = sides;
  // What a mirror has brought already is not told from what is there from the beginning.
  const total = over.undoes === undefined ? await versionsIn(sides) : undefined;
  const { versions: before } = copy.progress();
  const tell = (step: ApplyProgress['step'], done: number) =>
    onProgress({
      place: 'records',
      step,
      done,
      before,
      ...(total === undefined ? {} : { total: Math.max(total, done) }),
    });
  tell('copying', before);
  await copy.run({ signal, onPage: ({ versions }) => tell('copying', versions) });
  await entries.refresh();
  if (copy.progress().indexedBy !== entries.generation()) {
    const generation = entries.generation();
    await indexAgain({
      store: to,
      entries,
      signal,
      onPage: (done) => onProgress({ place: 'records', step: 'indexing', done }),
    });
    await copy.indexedBy(generation);
  }
}

async function versionsIn({ from }: RecordSides): Promise<number> {
  const { ranges } = await from.digest({ by: 'bucket', limit: 256 });
  return ranges.reduce((sum, { versions }) => sum + versions, 0);
}

async function flip(
  leadership: Leadership,
  rollCall: RollCall,
  sides: RecordSides,
  copy: SideCopy,
  options: LeadRecordsOptions,
): Promise<Omit<ChangeOverReport, 'place' | 'moved'>> {
  const { onProgress, opened, signal } = options;
  const byPatient = await comparesShortly(sides);
  let reason = '';
  for (let attempts = 0; attempts < holdAttempts; attempts += 1) {
    if (attempts > 0) await wait(500 * attempts, undefined, { signal }).catch(() => undefined);
    await follow(copy, options);
    if (signal.aborted) throw stopped();
    const { entry, over } = await leadership.current();
    if (copy.progress().indexedBy !== sides.entries.generation()) await copyAll(copy, sides, { entry, over }, options);
    if (!(await rollCall.everybodyMeets(entry.revision, { within: openingTime, signal }))) throw stopped();
    onProgress({ place: 'records', step: 'holding' });
    const successor = `the store that the ledger in ${opened.ledger.directory} names`;
    const result = await holdAndFlip({ leadership, rollCall, sides, copy, successor, byPatient });
    if (result.outcome === 'flipped') {
      const { heldFor, compared } = result;
      return { attempts, heldFor, compared };
    }
    reason = result.reason;
  }
  throw new BaseplateError({
    code: 'module-unavailable',
    message: `The flip was tried ${holdAttempts} times and given up each time, the last time because ${reason}. Writes go on in the old store. Try again when the record is less busy.`,
  });
}

async function follow(copy: SideCopy, { onProgress, signal }: LeadRecordsOptions): Promise<void> {
  for (let round = 0; round < followingRounds && !signal.aborted; round += 1) {
    const done = await copy.run({ signal });
    onProgress({ place: 'records', step: 'following', done: copy.progress().versions });
    if (done < fewVersions) return;
  }
  if (!signal.aborted)
    throw new BaseplateError({
      code: 'limit-exceeded',
      message: 'The record is written faster than it can be copied. Try again when it is less busy.',
    });
}

async function comparesShortly({ from, to }: RecordSides): Promise<boolean> {
  const began = performance.now();
  await compareDigests({ left: from, right: to, by: 'compartment' });
  return performance.now() - began < shortComparison;
}

function cannotOpen(pid: number, host: string, reason: string): BaseplateError {
  return new BaseplateError({
    code: 'configuration-invalid',
    message: `Process ${pid} on ${host}, which serves, cannot open the new record store, so nothing was moved. ${reason} Give it what it needs and start it again, then apply again.`,
  });
}

function stopped(): BaseplateError {
  return new BaseplateError({
    code: 'cancelled',
    message:
      'Stopped. What was copied is kept: apply again to go on, or roll back to give it up. The old store is in force.',
  });
}
