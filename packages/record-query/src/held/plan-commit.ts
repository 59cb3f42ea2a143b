import type { CommitOptions, CommitResult, FenceOptions } from '@baseplate-epr/contracts';
import { guardFailures } from '../guard-failures.ts';
import { refuseDoubleWrites, writeConflicts } from '../write-conflicts.ts';
import type { RecordChange } from './apply-change.ts';
import { type HeldRecord, heldResources } from './held-record.ts';
import { raisesFence } from './raises-fence.ts';

/** How a call will end, and the change to make first; without one, nothing is to be done. */
export interface Plan<Result> {
  readonly result: Result;
  readonly change?: RecordChange;
}

/**
 * Looks at a commit and says how it will end. Nothing else may change the record before the change of the plan is durable and applied: that
 * is what makes commits serialisable. In one turn of the event loop it is so by itself.
 */
export function planCommit(held: HeldRecord, options: CommitOptions): Plan<CommitResult> {
  const { epoch, generation = 0, writes, guards = [] } = options;
  refuseDoubleWrites(writes);
  if (epoch < held.fence.epoch) return { result: { outcome: 'fenced', ...held.fence } };
  if (generation < held.leastGeneration) return { result: { outcome: 'outdated', generation: held.leastGeneration } };
  const conflicts = writeConflicts(heldResources(held), writes);
  if (conflicts.length > 0) return { result: { outcome: 'conflict', conflicts } };
  const failures = guardFailures(heldResources(held), guards);
  if (failures.length > 0) return { result: { outcome: 'guard-failed', failures } };
  const overtaking = overtakingTime(held, options);
  if (overtaking !== undefined) return { result: { outcome: 'overtaken', lastUpdated: overtaking } };
  const versions = writes.map(({ version }) => version);
  return { result: { outcome: 'committed' }, change: { kind: 'versions', versions, generation } };
}

/** The latest time of a version that is later than the commit's earliest, and no further ahead than it says. */
function overtakingTime({ log }: HeldRecord, { writes, overtakenWithin }: CommitOptions): number | undefined {
  if (overtakenWithin === undefined || writes.length === 0) return undefined;
  const earliest = Math.min(...writes.map(({ version }) => version.lastUpdated));
  let latest = earliest;
  for (const { lastUpdated } of log) {
    if (lastUpdated > latest && lastUpdated <= earliest + overtakenWithin) latest = lastUpdated;
  }
  return latest > earliest ? latest : undefined;
}

/** Plans a fence; a lower one than there is changes nothing, nor does one that would replace another than stands. */
export function planFence(held: HeldRecord, options: FenceOptions): Plan<undefined> {
  const standing = held.fence.epoch === Number.NEGATIVE_INFINITY ? undefined : held.fence;
  const result = undefined;
  if (!raisesFence(standing, options)) return { result };
  const { epoch, successor } = options;
  return { result, change: { kind: 'fence', epoch, successor } };
}
