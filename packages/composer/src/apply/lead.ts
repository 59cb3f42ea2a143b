import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { OpenLedger } from '../applied/open-applied.ts';
import type { DataPlace } from '../ledger/ledger-entry.ts';
import type { RollCall } from '../ledger/roll-call.ts';
import type { ApplyOptions, ChangeOverReport } from './applying.ts';
import { holdAndFlip, leave } from './hold-and-flip.ts';
import { type Leadership, type Led, type LedStep, leadership as leadershipOf } from './leadership.ts';
import { type Mover, type OpenMover, placeNames } from './mover.ts';

/** A change-over to lead, from the first page to the flip. */
export interface LeadOptions extends ApplyOptions {
  readonly place: DataPlace;
  readonly opened: OpenLedger;
  readonly rollCall: RollCall;
  /** What the change-over is; asked for with the newest entry. */
  begin(newest: Led['entry']): LedStep;
  readonly openMover: OpenMover;
}

/** How long the processes that serve may take to open the new store, in milliseconds. */
const openingTime = 60_000;
/** How long a process may say that it cannot, in milliseconds, until it is believed. */
const persistent = 4000;
const holdAttempts = 8;

/**
 * Leads a change-over. Resumes one that was left; before the hold it can be left at any time, by the signal or `kill -9`.
 *
 * @throws BaseplateError that says what stands in the way; the old store is in force then, and writes go on
 */
export async function lead(options: LeadOptions): Promise<ChangeOverReport> {
  const { opened, place, rollCall, signal, begin } = options;
  const leadership = leadershipOf(opened, rollCall, place);
  const led = await leadership.take(begin);
  try {
    await everybodyOpens(led, options);
    const mover = await options.openMover(led);
    try {
      await mover.copy();
      if (led.over.phase === 'copying') {
        await leadership.advance('copying', ({ over }) => ({
          what: `Nearly everything is in the new ${placeNames[place]}.`,
          over: { ...over, phase: 'following' },
        }));
      }
      return await flip(leadership, mover, options);
    } finally {
      await mover.close();
    }
  } catch (error) {
    const now = await leadership.current().catch(() => undefined);
    const what = signal.aborted
      ? 'The change-over was stopped. It can be resumed.'
      : 'The change-over failed. It can be resumed.';
    if (now?.over.phase === 'copying' || now?.over.phase === 'following') await leave(leadership, now, place, what);
    throw error;
  }
}

/** Nothing has moved yet: a process that cannot open the new store keeps it so. */
async function everybodyOpens({ entry, over }: Led, options: LeadOptions): Promise<void> {
  const { place, rollCall, onProgress, signal } = options;
  onProgress({ place, step: 'waiting' });
  const since = new Map<string, number>();
  const look = (processes: Awaited<ReturnType<RollCall['serving']>>) => {
    for (const { id, pid, host, opened } of processes) {
      const reason = opened[over.id];
      if (reason === undefined || reason === '') since.delete(id);
      else if (!since.has(id)) since.set(id, performance.now());
      // It tries again by itself every second: what passes is not worth giving up for.
      else if (performance.now() - (since.get(id) ?? 0) > persistent) throw cannotOpen(place, pid, host, reason);
    }
  };
  if (await rollCall.everybodyMeets(entry.revision, { within: openingTime, signal, look })) return;
  if (signal.aborted) throw stopped();
  throw new BaseplateError({
    code: 'module-unavailable',
    message: `A process that serves has not opened the new ${placeNames[place]} within ${openingTime / 1000} s. See its log.`,
  });
}

async function flip(leadership: Leadership, mover: Mover, options: LeadOptions): Promise<ChangeOverReport> {
  const { place, rollCall, onProgress, opened, signal } = options;
  let reason = '';
  for (let attempts = 0; attempts < holdAttempts; attempts += 1) {
    if (attempts > 0) await wait(500 * attempts, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw stopped();
    await mover.follow();
    const { entry } = await leadership.current();
    if (!(await rollCall.everybodyMeets(entry.revision, { within: openingTime, signal }))) throw stopped();
    onProgress({ place, step: 'holding' });
    const successor = `the store that the ledger in ${opened.ledger.directory} names`;
    const result = await holdAndFlip({ place, leadership, rollCall, mover, successor });
    if (result.outcome === 'flipped') {
      const { heldFor, compared } = result;
      return { place, moved: mover.moved(), attempts, heldFor, compared };
    }
    reason = result.reason;
  }
  throw new BaseplateError({
    code: 'module-unavailable',
    message: `The flip was tried ${holdAttempts} times and given up each time, the last time because ${reason}. Writes go on in the old store. Try again when the record is less busy.`,
  });
}

function cannotOpen(place: DataPlace, pid: number, host: string, reason: string): BaseplateError {
  return new BaseplateError({
    code: 'configuration-invalid',
    message: `Process ${pid} on ${host}, which serves, cannot open the new ${placeNames[place]}, so nothing was moved. ${reason} Give it what it needs and start it again, then apply again.`,
  });
}

function stopped(): BaseplateError {
  return new BaseplateError({
    code: 'cancelled',
    message:
      'Stopped. What was copied is kept: apply again to go on, or roll back to give it up. The old store is in force.',
  });
}
