import type { CommitOptions, CommitResult } from '@baseplate-epr/contracts';
import { guardFailures, refuseDoubleWrites, writeConflicts } from '@baseplate-epr/record-query';
import { appendVersion } from './append-version.ts';
import { type MemoryRecordDisk, resourcesOn } from './memory-record-disk.ts';

/** Commits in one go: nothing else runs between its first look and its last write, so commits are serial. */
export function commit(disk: MemoryRecordDisk, options: CommitOptions): CommitResult {
  const { epoch, generation = 0, writes, guards = [] } = options;
  refuseDoubleWrites(writes);
  if (epoch < disk.fence.epoch) return { outcome: 'fenced', ...disk.fence };
  if (generation < disk.leastGeneration) return { outcome: 'outdated', generation: disk.leastGeneration };
  const conflicts = writeConflicts(resourcesOn(disk), writes);
  if (conflicts.length > 0) return { outcome: 'conflict', conflicts };
  const failures = guardFailures(resourcesOn(disk), guards);
  if (failures.length > 0) return { outcome: 'guard-failed', failures };
  for (const { version } of writes) appendVersion(disk, version, generation);
  return { outcome: 'committed' };
}
