import {
  BaseplateError,
  type CommitOptions,
  type CommitResult,
  type Guard,
  type GuardFailure,
  type ResourceKey,
  type Write,
  type WriteConflict,
} from '@baseplate-epr/contracts';
import { appendVersion, nextVersionId } from './append-version.ts';
import { createMatchContext } from './candidates.ts';
import { findMatches } from './find-matches.ts';
import { type MemoryRecordDisk, nameOf } from './memory-record-disk.ts';

/** Commits in one go: nothing else runs between its first look and its last write, so commits are serial. */
export function commit(disk: MemoryRecordDisk, options: CommitOptions): CommitResult {
  const { epoch, generation = 0, writes, guards = [] } = options;
  refuseDoubleWrites(writes);
  if (epoch < disk.fence.epoch) return { outcome: 'fenced', ...disk.fence };
  if (generation < disk.leastGeneration) return { outcome: 'outdated', generation: disk.leastGeneration };
  const conflicts = writes.flatMap((write) => findConflict(disk, write));
  if (conflicts.length > 0) return { outcome: 'conflict', conflicts };
  const failures = guards.flatMap((guard, index) => findFailure(disk, guard, index));
  if (failures.length > 0) return { outcome: 'guard-failed', failures };
  for (const { version } of writes) appendVersion(disk, version, generation);
  return { outcome: 'committed' };
}

function refuseDoubleWrites(writes: readonly Write[]): void {
  if (new Set(writes.map(({ version }) => nameOf(version))).size === writes.length) return;
  throw new BaseplateError({
    code: 'input-invalid',
    message: 'A commit writes the same resource twice. Make it two commits, or write only the last state.',
  });
}

function findConflict(disk: MemoryRecordDisk, { version, expect }: Write): WriteConflict[] {
  const { type, id } = version;
  const newest = disk.current.get(nameOf(version))?.version.versionId;
  const asExpected = expect === 'anything' || newest === (expect === 'absent' ? undefined : expect.versionId);
  if (asExpected && version.versionId === nextVersionId(disk, nameOf(version))) return [];
  return [newest === undefined ? { type, id } : { type, id, versionId: newest }];
}

function findFailure(disk: MemoryRecordDisk, { query, expect }: Guard, guard: number): GuardFailure[] {
  const found = findMatches(disk, query, createMatchContext(disk, query));
  const matched: ResourceKey[] = found.map(({ version: { type, id } }) => ({ type, id }));
  if ('count' in expect) return matched.length === expect.count ? [] : [{ guard, matched: matched.slice(0, 100) }];
  const expected = new Set(expect.resources.map(nameOf));
  const same = matched.length === expected.size && matched.every((key) => expected.has(nameOf(key)));
  return same ? [] : [{ guard, matched: matched.slice(0, 100) }];
}
