import { spawnSync } from 'node:child_process';
import { createMemoryStateStore, createTestClock } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { announcementTime, thisProcess, writingProcesses } from './writing-processes.ts';

async function processesOf() {
  const clock = createTestClock();
  const store = createMemoryStateStore();
  const quiet = () => undefined;
  await store.start({
    clock,
    logger: { info: quiet, warn: quiet, error: quiet },
    randomBytes: (size) => new Uint8Array(size),
  });
  const state = store.namespace({ name: 'record' });
  const as = (writer: string, own = thisProcess()) =>
    writingProcesses({ state, clock, writer, profiles: () => '', own });
  return { clock, as };
}

test('a process is there from its announcement until it withdraws or its time is over', async () => {
  const { clock, as } = await processesOf();
  const elsewhere = { host: 'elsewhere.example', pid: 1, since: 1 };
  await as('a').announce();
  await as('b', elsewhere).announce();
  expect(await as('me').present()).toEqual(new Set(['me', 'a', 'b']));
  await as('a').withdraw();
  expect(await as('me').present()).toEqual(new Set(['me', 'b']));
  clock.advance(announcementTime + 1);
  expect(await as('me').present()).toEqual(new Set(['me']));
});

test('a process of this host that was killed is gone at once, also if its number was given again', async () => {
  const { as } = await processesOf();
  const own = thisProcess();
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  await as('killed', { ...own, pid }).announce();
  await as('before', { ...own, since: own.since - 1 }).announce();
  await as('parent', { ...own, pid: process.ppid, since: 1 }).announce();
  expect(await as('me').present()).toEqual(new Set(['me', 'parent']));
});
