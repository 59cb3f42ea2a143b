import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { reportRun } from './report-run.ts';
import { openRunFiles, type RunFile } from './run-file.ts';

const directory = await mkdtemp(join(tmpdir(), 'baseplate-runs-'));
afterAll(() => rm(directory, { recursive: true }));

const first = (id: string, startedAt = 1): RunFile => ({
  id,
  kind: 'apply',
  asked: {
    id: 'administrator',
    kind: 'practitioner',
    display: 'Owen Price',
    role: { code: 'administrator', display: 'Administrator' },
    organisation: { odsCode: 'RXX01', display: 'Riverside' },
    purposeOfUse: 'HSYSADMIN',
  },
  startedAt,
  state: 'running',
  said: [],
  pid: process.pid,
  host: 'here',
  space: 'here',
  beat: 0,
});

test('shows signs of life and how far it is, hears that it is to stop, and ends with what it said', async () => {
  const files = openRunFiles(directory);
  const stop = vi.fn();
  const report = await reportRun(files, first('a'), { now: () => 9, stop });
  report.progress({ place: 'records', step: 'copying', done: 5, total: 10 });
  await vi.waitFor(async () =>
    expect(await files.read('a')).toMatchObject({
      progress: { place: 'records', step: 'copying', done: 5, total: 10 },
    }),
  );
  const { beat = 0 } = (await files.read('a')) ?? {};
  await vi.waitFor(async () => expect((await files.read('a'))?.beat).toBeGreaterThan(beat), 3000);
  expect(stop).not.toHaveBeenCalled();
  await report.listen();
  expect(stop).not.toHaveBeenCalled();
  await files.mark('a', 'stop');
  await report.listen();
  expect(stop).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(stop).toHaveBeenCalledTimes(2), 3000);
  await report.end({ state: 'stopped', said: ['Stopped.'] });
  expect(await files.read('a')).toMatchObject({ state: 'stopped', said: ['Stopped.'], endedAt: 9 });
});

test('lists the newest first and keeps so many, with nothing left of the others', async () => {
  const files = openRunFiles(join(directory, 'many'));
  expect(await files.list()).toEqual([]);
  for (let number = 1; number <= 5; number += 1) {
    await files.write(first(`r${number}`, number));
    await files.mark(`r${number}`, 'audited');
  }
  await files.prune(2);
  expect((await files.list()).map(({ id }) => id)).toEqual(['r5', 'r4']);
  expect([await files.isMarked('r3', 'audited'), await files.isMarked('r4', 'audited')]).toEqual([false, true]);
});
