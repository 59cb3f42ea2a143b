import {
  type AppliedStore,
  askedOf,
  type ChangeOver,
  type DataPlace,
  type LedgerEntry,
  type Passage,
  wayBack,
  withPassage,
} from '../ledger/ledger-entry.ts';
import type { RollCall } from '../ledger/roll-call.ts';
import type { ChangeOverReport } from './applying.ts';
import type { Leadership, Led, LedStep } from './leadership.ts';
import { type MovedRest, type Mover, placeNames } from './mover.ts';
import { before, openedUp } from './settle-abandoned.ts';

/** What the flip stands on. */
export interface HoldOptions {
  readonly place: DataPlace;
  readonly leadership: Leadership;
  readonly rollCall: RollCall;
  readonly mover: Mover;
  /** Names this hold, like no other. */
  readonly hold: string;
  /** Named by the fence, for whoever comes to the old store. */
  readonly successor: string;
  /** Sees the processes that serve, before the flip; its error ends the hold. */
  look(processes: Awaited<ReturnType<RollCall['serving']>>): void;
}

/** How a hold ended: with the flip, or given up, which may be tried again. */
export type HoldResult =
  | ({ readonly outcome: 'flipped' } & Pick<ChangeOverReport, 'heldFor' | 'compared'>)
  | { readonly outcome: 'given-up'; readonly reason: string };

/** How long writes may be held before the flip, in milliseconds. */
const longestHold = 2500;
/** How long the processes may take to read the new store, in milliseconds. */
const longestFlip = 4000;

/**
 * Holds writes in every process, moves the rest, closes the old store, compares both, and puts the new one in force.
 *
 * Whatever goes wrong before the flip, or takes too long, the old store takes writes again, with an epoch that passes its fence.
 *
 * @throws BaseplateError if the stores are not the same, or fail; writes go on in the old one then
 */
export async function holdAndFlip(options: HoldOptions): Promise<HoldResult> {
  const { place, leadership, rollCall, hold } = options;
  const name = placeNames[place];
  const began = performance.now();
  const held = await leadership.advance('following', ({ over }) => ({
    what: `Writes are held for the flip of data.${place}.`,
    over: { ...over, phase: 'holding', hold },
  }));
  const late = new AbortController();
  const flip = prepareFlip(options, held, late.signal);
  const timer = Promise.withResolvers<'late'>();
  const timeout = setTimeout(() => timer.resolve('late'), longestHold);
  let prepared: Prepared | 'late' | string;
  try {
    prepared = await Promise.race([flip, timer.promise]);
  } catch (error) {
    late.abort();
    await giveUp(options, held);
    throw error;
  } finally {
    clearTimeout(timeout);
  }
  if (typeof prepared === 'string') {
    late.abort();
    // Unless it was just being written, it goes on to its next step, which it does not take any more.
    flip.catch(() => undefined);
    if (await giveUp(options, held))
      return { outcome: 'given-up', reason: prepared === 'late' ? 'it took too long to move the rest' : prepared };
    const ended = await flip;
    if (typeof ended === 'string') return { outcome: 'given-up', reason: ended };
    prepared = ended;
  }
  const { flipped, compared } = prepared;
  if (!(await rollCall.everybodyMeets(flipped.entry.revision, { within: longestFlip }))) {
    await leadership.advance('flipped', ({ entry, over }) => ({
      what: `A process could not read the new ${name}: the old one is in force again.`,
      epoch: entry.epoch + 1,
      data: { ...entry.data, [place]: over.from },
      over: { ...over, phase: 'following' },
      ...withPassage(entry, wayBack(entry, over)),
    }));
    return { outcome: 'given-up', reason: 'a process did not read the new store in time' };
  }
  await leadership.advance('flipped', ({ over }) => ({
    what: `The new ${name} takes writes.`,
    over: openedUp(over),
  }));
  return { outcome: 'flipped', heldFor: performance.now() - began, compared };
}

interface Prepared extends MovedRest {
  readonly flipped: Led;
}

async function prepareFlip(options: HoldOptions, held: Led, signal: AbortSignal): Promise<Prepared | string> {
  const { place, leadership, rollCall, mover, successor, look } = options;
  const epoch = held.entry.epoch + 1;
  const met = await rollCall.everybodyMeets(held.entry.revision, { within: longestHold, signal, look });
  if (!met) return 'a process did not hold its writes in time';
  const rest = await mover.moveRest({ epoch, successor, signal });
  if (typeof rest === 'string') return rest;
  const flipped = await leadership.advance(
    'holding',
    ({ entry, over: held }) => flipStep(entry, { ...held, to: continuing(held, rest) }, { place, epoch, rest }),
    signal,
  );
  return { ...rest, flipped };
}

interface FlipOptions {
  readonly place: DataPlace;
  readonly epoch: number;
  readonly rest: MovedRest;
}

function flipStep(entry: LedgerEntry, over: ChangeOver, { place, epoch, rest }: FlipOptions): LedStep {
  const asked = { ...askedOf(over), at: entry.revision + 1 };
  return {
    what: `The new ${placeNames[place]} is in force for reads; writes are still held.`,
    // Another place may have been changed over meanwhile.
    epoch: Math.max(entry.epoch, epoch),
    data: { ...entry.data, [place]: over.to },
    over: { ...over, asked, phase: 'flipped', ...(rest.flippedAt === undefined ? {} : { flippedAt: rest.flippedAt }) },
    ...withPassage(entry, passageOf(over, rest)),
  };
}

/** The new store, with what its record goes on from. */
function continuing({ from: earlier, to }: ChangeOver, { continues }: MovedRest): AppliedStore {
  return continues === undefined ? to : { ...to, continues: { ...continues, earlier } };
}

function passageOf({ from, to }: ChangeOver, { flippedAt, endedAt }: MovedRest): Passage | undefined {
  if (flippedAt === undefined || endedAt === undefined) return undefined;
  return { from: from.since, endedAt, to: to.since, flippedAt };
}

/** @returns false if the flip was written before it could be given up */
async function giveUp({ leadership, place }: HoldOptions, held: Led): Promise<boolean> {
  const { over } = await leadership.current();
  if (over.phase === 'flipped') return false;
  try {
    await leadership.advance('holding', ({ entry, over: now }) => ({
      what: `The hold was given up: writes go on in the old ${placeNames[place]}.`,
      epoch: Math.max(entry.epoch, held.entry.epoch + 1),
      over: { ...now, phase: 'following' },
    }));
    return true;
  } catch (error) {
    if ((await leadership.current()).over.phase === 'flipped') return false;
    throw error;
  }
}

/** Leaves a change-over that this process leads, before the flip. */
export async function leave(leadership: Leadership, led: Led, place: DataPlace, what: string): Promise<void> {
  await leadership.advance(led.over.phase, ({ entry, over }) => ({
    what,
    over: before(entry, place, over).changeOvers[place] ?? over,
  }));
}
