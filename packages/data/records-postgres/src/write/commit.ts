import type { CommitOptions, CommitResult, Write, WriteConflict } from '@baseplate-epr/contracts';
import { isPresent } from './present-versions.ts';
import type { ResourceState } from './resource-state.ts';
import type { WriteTransaction } from './write-transaction.ts';

/**
 * Whether everything that a commit writes is there, to the byte: then an attempt whose acknowledgement was lost has taken effect.
 */
export function isDone({ present }: WriteTransaction, { writes }: CommitOptions): boolean {
  return writes.length > 0 && writes.every(({ version }) => isPresent(present, version));
}

/** Applies one commit inside a transaction that writes: the fence first, then generation, expectations and guards. */
export async function applyCommit(transaction: WriteTransaction, options: CommitOptions): Promise<CommitResult> {
  const { epoch, generation = 0, writes, guards = [] } = options;
  const { fence, leastGeneration, states } = transaction;
  if (epoch < fence.epoch) return { outcome: 'fenced', ...fence };
  if (generation < leastGeneration) return { outcome: 'outdated', generation: leastGeneration };
  const conflicts = writes.flatMap(
    (write) => conflictOf(write, states.get(`${write.version.type}/${write.version.id}`)) ?? [],
  );
  if (conflicts.length > 0) return { outcome: 'conflict', conflicts };
  const failures = guards.length === 0 ? [] : await transaction.failing(guards);
  if (failures.length > 0) return { outcome: 'guard-failed', failures };
  const upTo = timesUpTo(options);
  const overtaking = upTo === undefined ? undefined : await transaction.latestTime(earliestOf(writes), upTo);
  if (overtaking !== undefined) return { outcome: 'overtaken', lastUpdated: overtaking };
  for (const { version } of writes) transaction.write(version, generation);
  return { outcome: 'committed' };
}

/** How late a time may be that overtakes the commit; undefined if none does. */
export function timesUpTo({ writes, overtakenWithin }: CommitOptions): number | undefined {
  return overtakenWithin === undefined || writes.length === 0 ? undefined : earliestOf(writes) + overtakenWithin;
}

function earliestOf(writes: readonly Write[]): number {
  return writes.reduce((least, { version }) => Math.min(least, version.lastUpdated), Number.POSITIVE_INFINITY);
}

function conflictOf({ version, expect }: Write, found: ResourceState | undefined): WriteConflict | undefined {
  const { type, id, versionId } = version;
  const newest = found?.version ?? 0;
  const wanted = typeof expect === 'object' ? expect.versionId : '0';
  const expected = expect === 'anything' || String(newest) === wanted;
  if (expected && versionId === String(newest + 1)) return undefined;
  return newest === 0 ? { type, id } : { type, id, versionId: String(newest) };
}
