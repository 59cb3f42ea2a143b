import {
  BaseplateError,
  type CommitOptions,
  type CommitResult,
  type Write,
  type WriteConflict,
} from '@baseplate-epr/contracts';
import { checkVersion } from './check-version.ts';
import type { ResourceState } from './resources.ts';
import type { Writer } from './writer.ts';

/** Refuses a commit that is malformed, before it waits in the queue. */
export function checkCommit({ writes }: CommitOptions): void {
  for (const { version } of writes) checkVersion(version);
  if (new Set(writes.map(({ version: { type, id } }) => `${type}/${id}`)).size === writes.length) return;
  throw new BaseplateError({
    code: 'input-invalid',
    message: 'A commit writes the same resource twice. Make it two commits, or write only the last state.',
  });
}

/**
 * Applies one commit inside the write transaction. Nobody else writes meanwhile, and guards are asked here, before the first
 * write: that is what makes commits serialisable.
 */
export function applyCommit(writer: Writer, options: CommitOptions): CommitResult {
  const { epoch, generation = 0, writes, guards = [] } = options;
  const fence = writer.fence.read();
  if (epoch < fence.epoch) return { outcome: 'fenced', ...fence };
  const least = writer.generation.read();
  if (generation < least) return { outcome: 'outdated', generation: least };
  const found = writes.map(({ version }) => writer.resources.find(version.type, version.id));
  const conflicts = writes.flatMap((write, index) => conflictOf(write, found[index]) ?? []);
  if (conflicts.length > 0) return { outcome: 'conflict', conflicts };
  writer.guards.begin();
  const failures = guards.flatMap((guard, index) => {
    const matched = writer.guards.failing(guard);
    return matched === undefined ? [] : [{ guard: index, matched }];
  });
  if (failures.length > 0) return { outcome: 'guard-failed', failures };
  const overtaking = writer.times.overtaking(options);
  if (overtaking !== undefined) return { outcome: 'overtaken', lastUpdated: overtaking };
  const referred = writer.resources.referred();
  for (const [index, { version }] of writes.entries()) {
    // Not found before, yet there now: an earlier write of this commit refers to this resource, and so made its row.
    const made = writer.resources.referred() !== referred;
    const before = found[index] ?? (made ? writer.resources.find(version.type, version.id) : undefined);
    writer.versions.write(version, before, generation);
  }
  writer.versions.flush();
  return { outcome: 'committed' };
}

function conflictOf({ version, expect }: Write, found: ResourceState | undefined): WriteConflict | undefined {
  const { type, id, versionId } = version;
  const newest = found?.version ?? 0;
  const wanted = typeof expect === 'object' ? expect.versionId : '0';
  const expected = expect === 'anything' || String(newest) === wanted;
  if (expected && versionId === String(newest + 1)) return undefined;
  return newest === 0 ? { type, id } : { type, id, versionId: String(newest) };
}
