import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import type { OpenLedger } from '../applied/open-applied.ts';
import { successorOf } from '../ledger/announcement.ts';
import type { DataPlace } from '../ledger/ledger-entry.ts';
import type { RollCall } from '../ledger/roll-call.ts';
import { createAdmission } from '../module/admission.ts';
import { soleMoves } from '../sharing/sole-move.ts';
import { whoServes } from '../sharing/who-serves.ts';
import type { ApplyOptions, ChangeOverReport } from './applying.ts';
import { holdAndFlip, leave } from './hold-and-flip.ts';
import { type Leadership, type Led, type LedStep, leadership as leadershipOf } from './leadership.ts';
import { type Mover, type OpenMover, placeNames } from './mover.ts';
import { newId } from './new-id.ts';
import { mixture, otherRules, requireSameRules } from './same-rules.ts';

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

/** Looks at the processes that serve. @throws BaseplateError if the change-over cannot go on with them */
type Look = (processes: Awaited<ReturnType<RollCall['serving']>>) => void;

/**
 * Leads a change-over. Resumes one that was left; before the hold it can be left at any time, by the signal or `kill -9`.
 *
 * @throws BaseplateError that says what stands in the way; the old store is in force then, and writes go on
 */
export async function lead(options: LeadOptions): Promise<ChangeOverReport> {
  const { opened, place, rollCall, signal, begin } = options;
  const leadership = leadershipOf(opened, rollCall, place);
  const look: Look = (processes) => {
    if (place === 'records') requireSameRules(opened.self, processes);
  };
  const others = place === 'records' ? await otherRules(opened.self, rollCall) : undefined;
  if (others !== undefined) throw mixture(others);
  if (place === 'records') await requireMovable(options);
  const led = await leadership.take(begin);
  try {
    await everybodyOpens(led, options, look);
    const mover = await options.openMover(led);
    try {
      await everybodyMeansIt(await recognised(leadership, led, mover), mover, options);
      await mover.copy();
      if (led.over.phase === 'copying') {
        await leadership.advance('copying', ({ over }) => ({
          what: `Nearly everything is in the new ${placeNames[place]}.`,
          over: { ...over, phase: 'following' },
        }));
      }
      return await flip(leadership, mover, options, look);
    } finally {
      await mover.close();
    }
  } catch (error) {
    const now = await leadership.current().catch(() => undefined);
    const what = signal.aborted
      ? 'The change-over was stopped. It can be resumed.'
      : 'The change-over failed. It can be resumed.';
    if (now?.over.phase === 'copying' || now?.over.phase === 'following') await leave(leadership, now, place, what);
    const isStop = signal.aborted && isBaseplateError(error) && error.code === 'cancelled';
    if (isStop) throw stopped(place, led);
    const isLeft = now?.over.phase === 'copying' || now?.over.phase === 'following';
    throw isLeft ? leftThere(error, place, led) : error;
  }
}

/** Who has asked for it may have seen no plan, and somebody may have started the record since. */
async function requireMovable({ opened, rollCall, begin, configuration, context }: LeadOptions): Promise<void> {
  const { over } = begin(await opened.ledger.change(() => undefined));
  const problems = await soleMoves([over.from.reference, over.to.reference], {
    whoServes: () => whoServes(rollCall),
    command: over.undoes === undefined ? 'baseplate apply' : 'baseplate rollback',
    admission: createAdmission(configuration, () => context.clock.now()),
  });
  if (problems.length > 0) {
    throw new BaseplateError({ code: 'precondition-failed', message: problems.join('\n'), details: { problems } });
  }
}

/** Nothing has moved yet: a process that cannot open the new store keeps it so. */
async function everybodyOpens({ entry, over }: Led, options: LeadOptions, check: Look): Promise<void> {
  const { place, rollCall, onProgress, signal } = options;
  onProgress({ place, step: 'waiting' });
  const since = new Map<string, number>();
  const look: Look = (processes) => {
    check(processes);
    for (const { id, pid, host, opened } of processes) {
      const reason = opened[over.id];
      if (reason === undefined || reason === '') since.delete(id);
      else if (!since.has(id)) since.set(id, performance.now());
      // It tries again by itself every second: what passes is not worth giving up for.
      else if (performance.now() - (since.get(id) ?? 0) > persistent) throw cannotOpen(place, pid, host, reason);
    }
  };
  if (await rollCall.everybodyMeets(entry.revision, { within: openingTime, signal, look })) return;
  if (signal.aborted) throw cancelled();
  throw new BaseplateError({
    code: 'module-unavailable',
    message: `A process that serves has not opened the new ${placeNames[place]} within ${openingTime / 1000} s. See its log.`,
  });
}

/** Writes down by which name the new store is known, so that whoever opens it later can tell it from another. */
async function recognised(leadership: Leadership, led: Led, { identity }: Mover): Promise<Led> {
  if (identity === undefined || led.over.to.identity === identity) return led;
  return leadership.advance(led.over.phase, ({ over }) => ({
    what: 'The new store is known from now on, wherever its name leads.',
    over: { ...over, to: { ...over.to, identity } },
  }));
}

/** By the same words another process may have opened another store: its secret says something else. */
async function everybodyMeansIt({ over }: Led, { identity }: Mover, { place, rollCall }: LeadOptions): Promise<void> {
  if (identity === undefined) return;
  const other = (await rollCall.serving()).find(({ identities }) => (identities?.[over.id] ?? identity) !== identity);
  if (other === undefined) return;
  const reason = 'What its environment names is another store than the one that this command has opened.';
  throw cannotOpen(place, other.pid, other.host, reason);
}

async function flip(leadership: Leadership, mover: Mover, options: LeadOptions, look: Look): Promise<ChangeOverReport> {
  const { place, rollCall, onProgress, opened, context, signal, listen } = options;
  let reason = '';
  for (let attempts = 0; attempts < holdAttempts; attempts += 1) {
    if (attempts > 0) await wait(500 * attempts, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) throw cancelled();
    await mover.follow();
    const { entry, over } = await leadership.current();
    if (!(await rollCall.everybodyMeets(entry.revision, { within: openingTime, signal, look }))) throw cancelled();
    await listen?.();
    if (signal.aborted) throw cancelled();
    onProgress({ place, step: 'holding' });
    const hold = newId(context);
    const successor = successorOf(opened.ledger.directory, over.id, hold);
    const result = await holdAndFlip({ place, leadership, rollCall, mover, hold, successor, look });
    if (result.outcome === 'flipped') {
      const { heldFor, compared } = result;
      const reconciliation = mover.report?.();
      const report = reconciliation === undefined ? {} : { reconciliation };
      return { place, moved: mover.moved(), attempts, heldFor, compared, ...report };
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
    message: `Process ${pid} on ${host}, which serves, cannot open the new ${placeNames[place]}, so data.${place} was not moved. ${reason} Give it what it needs and start it again, then run the same command again.`,
  });
}

function cancelled(): BaseplateError {
  return new BaseplateError({ code: 'cancelled', message: 'Stopped.' });
}

function stopped(place: DataPlace, led: Led): BaseplateError {
  return new BaseplateError({ code: 'cancelled', message: `Stopped. ${wayOn(place, led)}` });
}

/** A store that cannot be used says what to do about itself, and nothing of the change-over that it has stopped. */
function leftThere(error: unknown, place: DataPlace, led: Led): unknown {
  if (!isBaseplateError(error) || error.code !== 'storage-unavailable') return error;
  const { code, message, details } = error;
  return new BaseplateError({ code, message: `${message}\n${wayOn(place, led)}`, cause: error, details });
}

/** Says which store is in force: "the old one" is another one on the way back. */
function wayOn(place: DataPlace, { over }: Led): string {
  const next =
    over.undoes === undefined
      ? 'What was copied is kept: baseplate apply goes on with it, baseplate rollback gives it up.'
      : 'Run the same command again to go on.';
  return `data.${place}: ${nameOf(over.from.reference)} is in force. ${next}`;
}
