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

test('a step that does not come about leaves what was done before it, and every word says so', async () => {
  const directory = join(folder, 'part');
  const before = movableAssembly(directory);
  const assembly = await openAssembly({ configuration: before, context, listen: true });
  const moved = movableAssembly(directory, { keeps: 'there' });
  const documents = { ...moved.data.documents, options: { place: 'elsewhere' } };
  const both = { ...moved, data: { ...moved.data, documents } };
  const done: string[] = [];
  const stoppedAt = (stop: string) => {
    const stopping = new AbortController();
    const onProgress = ({ place }: { place: string }) => place === stop && stopping.abort();
    const onDone = (lines: readonly string[]) => void done.push(...lines);
    return { context, onProgress, onDone, signal: stopping.signal };
  };
  const plan = await planAssembly({ configuration: both, context });
  await expect(applyPlan(plan, { configuration: both, ...stoppedAt('records') })).rejects.toThrow(
    /data\.records: .*sharedStore.* is in force\. What was copied is kept: baseplate apply goes on.*\nDone before that, and in force: data\.documents\./,
  );
  expect(done[0]).toMatch(/^data\.documents: /);
  await apply(both);

  done.splice(0);
  await expect(rollback({ configuration: both, ...stoppedAt('documents') })).rejects.toThrow(
    /is in force\. Run the same command again to go on\.\nBack before that, and in force: data\.records\. baseplate rollback goes on/,
  );
  expect(done.join('\n')).toMatch(
    /\(here\) is in force again\..*\n.*next baseplate rollback would bring .*\(there\) back/,
  );
  expect(await rollback({ configuration: both, ...stoppedAt('nowhere') })).toMatchObject([
    { report: { place: 'documents' }, back: { isOfRollback: false } },
  ]);
  done.splice(0);
  await rollback({ configuration: both, ...stoppedAt('nowhere') });
  expect(done.join('\n')).toContain('since what was done last was a rollback, and that was undone');
  await assembly.stop();
});
