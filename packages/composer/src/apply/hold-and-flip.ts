import { BaseplateError } from '@baseplate-epr/contracts';
import { compareDigests } from '@baseplate-epr/record';
import type { RollCall } from '../ledger/roll-call.ts';
import type { ChangeOverReport } from './applying.ts';
import type { SideCopy } from './copy-side.ts';
import type { Leadership, Led } from './leadership.ts';
import type { RecordSides } from './record-sides.ts';
import { before, openedUp } from './settle-abandoned.ts';

/** What the flip stands on. */
export interface HoldOptions {
  readonly leadership: Leadership;
  readonly rollCall: RollCall;
  readonly sides: RecordSides;
  readonly copy: SideCopy;
  /** Named by the fence, for whoever comes to the old store. */
  readonly successor: string;
  /** Whether patients' digests are compared inside the hold as well; of a very large record that would hold writes for too long. */
  readonly byPatient: boolean;
}

/** How a hold ended: with the flip, or given up, which may be tried again. */
export type HoldResult =
  | ({ readonly outcome: 'flipped' } & Pick<ChangeOverReport, 'heldFor' | 'compared'>)
  | { readonly outcome: 'given-up'; readonly reason: string };

/** How long writes may be held before the flip, in milliseconds. */
export const longestHold = 2500;
/** How long the processes may take to read the new store, in milliseconds. */
const longestFlip = 4000;

/**
 * Holds writes in every process, moves the rest, fences the old store, compares both, and puts the new one in force.
 *
 * Whatever goes wrong before the flip, or takes too long, the old store takes writes again, with an epoch that passes its fence.
 *
 * @throws BaseplateError if the stores are not the same, or fail; writes go on in the old one then
 */
export async function holdAndFlip(options: HoldOptions): Promise<HoldResult> {
  const { leadership, rollCall } = options;
  const began = performance.now();
  const held = await leadership.advance('following', ({ over }) => ({
    what: 'Writes are held for the flip of data.records.',
    over: { ...over, phase: 'holding' },
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
    await giveUp(leadership, held);
    throw error;
  } finally {
    clearTimeout(timeout);
  }
  if (typeof prepared === 'string') {
    late.abort();
    // Unless it was just being written, it goes on to its next step, which it does not take any more.
    flip.catch(() => undefined);
    if (await giveUp(leadership, held))
      return { outcome: 'given-up', reason: prepared === 'late' ? 'it took too long to move the rest' : prepared };
    const ended = await flip;
    if (typeof ended === 'string') return { outcome: 'given-up', reason: ended };
    prepared = ended;
  }
  const { flipped, compared } = prepared;
  if (!(await rollCall.everybodyMeets(flipped.entry.revision, { within: longestFlip }))) {
    await leadership.advance('flipped', ({ entry, over }) => ({
      what: 'A process could not read the new record store: the old one is in force again.',
      epoch: entry.epoch + 1,
      data: { ...entry.data, records: over.from },
      over: { ...over, phase: 'following' },
    }));
    return { outcome: 'given-up', reason: 'a process did not read the new store in time' };
  }
  await leadership.advance('flipped', ({ over }) => ({
    what: 'The new record store takes writes.',
    over: openedUp(over),
  }));
  return { outcome: 'flipped', heldFor: performance.now() - began, compared };
}

interface Prepared {
  readonly flipped: Led;
  readonly compared: ChangeOverReport['compared'];
}

/** @returns a sentence if it cannot go on now, but may later */
async function prepareFlip(options: HoldOptions, held: Led, signal: AbortSignal): Promise<Prepared | string> {
  const { leadership, rollCall, sides, copy, successor, byPatient } = options;
  const { from, to, entries } = sides;
  const epoch = held.entry.epoch + 1;
  const met = await rollCall.everybodyMeets(held.entry.revision, { within: longestHold, signal });
  if (!met) return 'a process did not hold its writes in time';
  await copy.run({ signal });
  signal.throwIfAborted();
  await from.fence({ epoch, successor });
  await copy.run({ signal });
  if (await entries.refresh()) return 'search parameters have changed';
  const buckets = await compareDigests({ left: from, right: to, by: 'bucket', signal });
  const patients = byPatient ? await compareDigests({ left: from, right: to, by: 'compartment', signal }) : undefined;
  if (buckets.different > 0 || (patients?.different ?? 0) > 0)
    throw differs(buckets.different, patients?.different ?? 0);
  await to.index({ generation: entries.generation(), closes: true, entries: [] });
  const { cursor } = await to.changes({ begin: 'end', limit: 1 });
  const flipped = await leadership.advance(
    'holding',
    ({ entry, over }) => ({
      what: 'The new record store is in force for reads; writes are still held.',
      epoch,
      data: { ...entry.data, records: over.to },
      over: { ...over, phase: 'flipped', flippedAt: cursor },
    }),
    signal,
  );
  const compared = { versions: buckets.versions.left, sum: buckets.sums.left, patients: patients?.ranges };
  return { flipped, compared };
}

/** @returns false if the flip was written before it could be given up */
async function giveUp(leadership: Leadership, held: Led): Promise<boolean> {
  const { over } = await leadership.current();
  if (over.phase === 'flipped') return false;
  try {
    await leadership.advance('holding', ({ entry, over }) => ({
      what: 'The hold was given up: writes go on in the old record store.',
      epoch: Math.max(entry.epoch, held.entry.epoch + 1),
      over: { ...over, phase: 'following' },
    }));
    return true;
  } catch (error) {
    if ((await leadership.current()).over.phase === 'flipped') return false;
    throw error;
  }
}

/** Leaves a change-over that this process leads, before the flip. */
export async function leave(leadership: Leadership, led: Led, what: string): Promise<void> {
  await leadership.advance(led.over.phase, ({ entry, over }) => {
    const { records = over } = before(entry, 'records', over).changeOvers;
    return { what, over: records };
  });
}

function differs(buckets: number, patients: number): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The two record stores are not the same: ${buckets} of 256 ranges and ${patients} patients differ. Nothing was changed over, the old store goes on. Compare them version by version, and empty the new store before another try.`,
  });
}
