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
import { rollback } from './rollback.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-rollback-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quiet = () => {};
async function apply(configuration: AssemblyConfiguration, signal = new AbortController().signal) {
  const plan = await planAssembly({ configuration, context });
  return applyPlan(plan, { configuration, context, onProgress: quiet, signal });
}

test('what was done last is undone first: a swap of services, then the change-over that was begun and left before it', async () => {
  const directory = join(folder, 'order');
  const before = movableAssembly(directory);
  const assembly = await openAssembly({ configuration: before, context, listen: true });
  const moved = movableAssembly(directory, { keeps: 'there' });
  await expect(apply(moved, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  const swapped = movableAssembly(directory, { says: 'second' });
  await apply(swapped);
  expect(await assemblyStatus(before, context)).toMatchObject({
    undo: 'services',
    changeOvers: [{ place: 'records', phase: 'copying', isUndoneNext: false }],
  });

  const options = { configuration: before, context, onProgress: quiet, signal: new AbortController().signal };
  expect(await rollback(options)).toMatchObject([{ report: { place: 'services' } }]);
  expect(await assemblyStatus(before, context)).toMatchObject({
    undo: 'stores',
    changeOvers: [{ place: 'records', isUndoneNext: true }],
  });
  expect(await rollback(options)).toEqual([{ outcome: 'given-up', place: 'records' }]);
  await expect(rollback(options)).rejects.toMatchObject({ code: 'not-found' });

  // Taken up again after a swap, it is what was done last.
  await expect(apply(moved, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  await apply(swapped);
  await expect(apply({ ...moved, services: swapped.services }, AbortSignal.abort())).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(await rollback(options)).toEqual([{ outcome: 'given-up', place: 'records' }]);
  expect(await rollback(options)).toMatchObject([{ report: { place: 'services' } }]);
  await assembly.stop();
});
