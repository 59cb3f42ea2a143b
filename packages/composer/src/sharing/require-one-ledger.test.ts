import { createMemoryStateStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { context } from '../__fixtures__/switched-records.ts';
import type { ProcessFile } from '../ledger/process-file.ts';
import { requireOneLedger } from './require-one-ledger.ts';

const minute = 60_000;

/** A record that processes announce themselves for, and a folder of process files. Time passes by looks. */
async function world() {
  const state = createMemoryStateStore();
  await state.start(context);
  const files = new Map<string, ProcessFile>();
  let time = 0;
  let turns = 0;
  const happens: (() => void | Promise<void>)[] = [];
  const afterFiles: (() => void | Promise<void>)[] = [];
  const said: string[] = [];
  return {
    announce: (chain: string, ahead = 0) =>
      state.namespace({ name: 'record' }).set({
        key: `process/${chain}`,
        value: JSON.stringify({ host: 'elsewhere', pid: 7, since: 1 }),
        expiresAt: context.clock.now() + minute + time + ahead,
      }),
    withdraw: (chain: string) => state.namespace({ name: 'record' }).delete({ key: `process/${chain}` }),
    beat(chain: string, beat: number) {
      const file = { pid: 7, host: 'h', space: 's', role: 'serving', startedAt: 0, meets: 0, opened: {} } as const;
      files.set(chain, { ...file, id: `of ${chain}`, beat, chains: [chain] });
    },
    clearAway: (chain: string) => files.delete(chain),
    passes: (milliseconds: number) => {
      time += milliseconds;
    },
    time: () => time,
    said,
    eachLook: (what: () => void | Promise<void>) => happens.push(what),
    onceFilesAreRead: (what: () => void | Promise<void>) => afterFiles.push(what),
    looks: () => turns,
    look: () =>
      requireOneLedger({
        state,
        files: {
          list: async () => {
            turns += 1;
            time += 1000;
            for (const what of happens) await what();
            const read = [...files.values()];
            for (const what of afterFiles) await what();
            return read;
          },
        },
        logger: { warn: (message) => said.push(message) },
        directory: '/here',
        own: 'of own',
        now: () => time,
        every: 0,
      }),
  };
}

test('nobody waits where nobody else serves, nor for oneself', async () => {
  const { announce, beat, look, looks } = await world();
  await announce('own');
  beat('own', 1);
  await look();
  expect(looks()).toBe(1);
});

test('whoever shows beside the ledger that it lives is one of ours', async () => {
  const { announce, beat, eachLook, look, looks } = await world();
  await announce('sibling');
  beat('sibling', 1);
  eachLook(() => beat('sibling', looks()));
  eachLook(() => announce('sibling').then(() => undefined));
  await look();
  expect(looks()).toBe(2);
});

test('one that stood still, and announces itself before it shows that it lives, is one of ours', async () => {
  const { announce, beat, eachLook, look, looks } = await world();
  await announce('paused');
  beat('paused', 1);
  eachLook(async () => {
    if (looks() === 9) await announce('paused');
    if (looks() === 11) beat('paused', 2);
  });
  await look();
  expect(looks()).toBe(11);
});

test('whoever stood still between two looks takes nobody for silent meanwhile', async () => {
  const { announce, beat, onceFilesAreRead, look, looks, passes } = await world();
  await announce('sibling');
  beat('sibling', 1);
  onceFilesAreRead(async () => {
    if (looks() !== 2) return;
    passes(minute);
    beat('sibling', 2);
    await announce('sibling');
  });
  await look();
  expect(looks()).toBe(3);
});

test.each([
  'has no file',
  'has a file that was copied with the folder',
  'has a file that was copied and is cleared away',
])('one that goes on announcing itself, and %s, serves by another ledger', async (what) => {
  const { announce, beat, clearAway, eachLook, look, looks } = await world();
  await announce('foreign');
  if (what !== 'has no file') beat('foreign', 41);
  eachLook(async () => {
    await announce('foreign');
    if (what.endsWith('cleared away') && looks() === 2) clearAway('foreign');
  });
  await expect(look()).rejects.toMatchObject({
    code: 'precondition-failed',
    message: expect.stringMatching(
      /^Process 7 on elsewhere serves this record by another ledger than the one in \/here.*If \/here is a copy/,
    ),
  });
});

test('one that was killed on another machine is waited for until what it has announced has run out', async () => {
  const { announce, withdraw, eachLook, look, looks } = await world();
  await announce('killed');
  eachLook(async () => {
    if (looks() === 9) await withdraw('killed');
  });
  await look();
  expect(looks()).toBe(9);
});

test('a clock that was an hour ahead when its machine lost its power makes nobody wait longer than a minute', async () => {
  const { announce, look, time } = await world();
  await announce('killed', 60 * minute);
  await look();
  expect(time()).toBeLessThan(minute + 5000);
});

test('who waits says for whom, once, and that nothing need be done', async () => {
  const { announce, look, said } = await world();
  await announce('killed');
  await look();
  expect(said).toEqual([
    expect.stringMatching(
      /^Process 7 on elsewhere .*beside the ledger in \/here\. The start waits .*nothing need be done/,
    ),
  ]);
});
