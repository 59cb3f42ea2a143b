import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { applyContext as context, movableAssembly } from '../__fixtures__/movable-assembly.ts';
import { openAssembly } from '../assembly/open-assembly.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { assemblyStatus } from '../plan/assembly-status.ts';
import { planAssembly } from '../plan/plan-assembly.ts';
import { applyPlan } from './apply-assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-stopped-late-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Applies, and is told only at the last moment that it is to stop. */
async function applyStoppedLate(configuration: AssemblyConfiguration): Promise<unknown> {
  const stopping = new AbortController();
  const plan = await planAssembly({ configuration, context });
  const listen = async () => stopping.abort();
  return applyPlan(plan, { configuration, context, onProgress: () => {}, listen, signal: stopping.signal });
}

test.each(['records', 'services'])('a wish to stop that comes right before the flip is heard: %s', async (what) => {
  const directory = join(folder, what);
  const before = movableAssembly(directory);
  const after = movableAssembly(directory, what === 'records' ? { keeps: 'there' } : { says: 'second' });
  const assembly = await openAssembly({ configuration: before, context, listen: true });
  await expect(applyStoppedLate(after)).rejects.toMatchObject({ code: 'cancelled' });
  const { stores, swap, changeOvers } = await assemblyStatus(before, context);
  expect(stores.find(({ place }) => place === 'records')?.reference.keeps).toBe('here');
  expect(swap).toBeUndefined();
  expect(changeOvers.map(({ phase }) => phase)).not.toContain('mirroring');
  await assembly.stop();
});
