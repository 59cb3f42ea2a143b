import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { applyContext as context, movableAssembly } from '../__fixtures__/movable-assembly.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { openAssembly } from '../assembly/open-assembly.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { assemblyStatus } from '../plan/assembly-status.ts';
import { planAssembly } from '../plan/plan-assembly.ts';
import { applyPlan } from './apply-assembly.ts';
import type { ApplyProgress } from './applying.ts';
import { rollback } from './rollback.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-rollback-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quiet = () => {};
async function apply(configuration: AssemblyConfiguration, signal = new AbortController().signal) {
  const plan = await planAssembly({ configuration, context });
  return applyPlan(plan, { configuration, context, onProgress: quiet, signal });
}

/** Stops it as soon as it leads: what was left there has been looked at by then. */
async function applyUntilTaken(configuration: AssemblyConfiguration) {
  const stopping = new AbortController();
  const onProgress = ({ step }: ApplyProgress) => {
    if (step === 'waiting') stopping.abort();
  };
  const plan = await planAssembly({ configuration, context });
  return applyPlan(plan, { configuration, context, onProgress, signal: stopping.signal });
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
  await expect(applyUntilTaken({ ...moved, services: swapped.services })).rejects.toMatchObject({ code: 'cancelled' });
  expect(await rollback(options)).toEqual([{ outcome: 'given-up', place: 'records' }]);
  expect(await rollback(options)).toMatchObject([{ report: { place: 'services' } }]);
  await assembly.stop();
});

test('an apply that meant to go on with what was given up since it was planned begins nothing anew', async () => {
  const directory = join(folder, 'given-up-meanwhile');
  const assembly = await openAssembly({ configuration: movableAssembly(directory), context, listen: true });
  const moved = movableAssembly(directory, { keeps: 'there' });
  await expect(apply(moved, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  const options = { configuration: moved, context, onProgress: quiet, signal: new AbortController().signal };
  const plan = await planAssembly(options);
  expect(plan.steps).toMatchObject([{ place: 'records', resumes: true }]);
  await rollback(options);
  await expect(applyPlan(plan, options)).rejects.toMatchObject({
    code: 'precondition-failed',
    message: expect.stringContaining('since this was planned. Nothing was done'),
  });
  expect((await assemblyStatus(moved, context)).changeOvers).toEqual([]);
  await assembly.stop();
});

test('a way back is not ended by a plan, nor by an apply that is refused, and is open again once one that was begun is given up', async () => {
  const directory = join(folder, 'way-back');
  const here = movableAssembly(directory);
  const assembly = await openAssembly({ configuration: here, context, listen: true });
  const there = movableAssembly(directory, { keeps: 'there' });
  await apply(there);
  const wayBack = async () => {
    const { changeOvers, undo } = await assemblyStatus(there, context);
    return [undo, ...changeOvers.map(({ phase, from }) => `${phase} ${from.keeps}`)];
  };
  expect(await wayBack()).toEqual(['stores', 'mirroring here']);

  const third = movableAssembly(directory, { keeps: 'third' });
  const planned = await planAssembly({ configuration: third, context });
  expect(planned).toMatchObject({ problems: [], steps: [{ ends: { keeps: 'here' } }] });
  const full = { ...third, data: { ...third.data, records: reference('record-store', 'fullStore') } };
  await expect(apply(full)).rejects.toMatchObject({ code: 'configuration-invalid' });
  expect(await wayBack()).toEqual(['stores', 'mirroring here']);

  await expect(apply(third, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  expect(await wayBack()).toEqual(['stores', 'copying there']);
  expect((await planAssembly({ configuration: third, context })).steps).toMatchObject([
    { resumes: true, ends: { keeps: 'here' } },
  ]);
  const told: string[] = [];
  const onDone = (lines: readonly string[]) => void told.push(...lines);
  const options = { configuration: there, context, onProgress: quiet, onDone, signal: new AbortController().signal };
  expect(await rollback(options)).toMatchObject([{ outcome: 'given-up', wayBack: { keeps: 'here' } }]);
  expect(told.join('\n')).toMatch(/given up.*\n.*open again: the next baseplate rollback would bring .*\(here\) back/);
  expect(await wayBack()).toEqual(['stores', 'mirroring here']);
  expect(await rollback(options)).toMatchObject([{ outcome: 'rolled-back', back: { to: { keeps: 'here' } } }]);

  // Somebody who has applied a file reads of no rollback, though the old store is where it goes.
  await apply(there);
  const said = (await assemblyStatus(there, context)).history.map(({ what }) => what).join('\n');
  expect(said.match(/A (rollback|change-over) of data\.records to .*/g)?.at(-1)).toMatch(/^A change-over .*\(there\)/);
  await apply(third);
  expect(await wayBack()).toEqual(['stores', 'mirroring there']);
  const { ledger } = await openLedgerOf(directory, context, 'applying');
  expect((await ledger.read())?.changeOvers.records?.ends).toBeUndefined();
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
