import { BaseplateError, type Write, type WriteConflict } from '@baseplate-epr/contracts';
import { nameOf, type Resources } from './resources.ts';

/** @throws BaseplateError `input-invalid` if a resource is written twice */
export function refuseDoubleWrites(writes: readonly Write[]): void {
  if (new Set(writes.map(({ version }) => nameOf(version))).size === writes.length) return;
  throw new BaseplateError({
    code: 'input-invalid',
    message: 'A commit writes the same resource twice. Make it two commits, or write only the last state.',
  });
}

/** The writes that do not find what they expect, in their order. */
export function writeConflicts(resources: Resources, writes: readonly Write[]): WriteConflict[] {
  return writes.flatMap((write) => conflictOf(resources, write));
}

function conflictOf(resources: Resources, { version, expect }: Write): WriteConflict[] {
  const { type, id } = version;
  const newest = resources.get(version)?.version.versionId;
  const asExpected = expect === 'anything' || newest === (expect === 'absent' ? undefined : expect.versionId);
  if (asExpected && version.versionId === String(Number(newest ?? '0') + 1)) return [];
  return [newest === undefined ? { type, id } : { type, id, versionId: newest }];
}
