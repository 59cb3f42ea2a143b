import {
  createCollectingLogger,
  createMemoryStateStore,
  createSeededRandom,
  createTestClock,
} from '@baseplate-epr/conformance';
import type { StateStore } from '@baseplate-epr/contracts';
import { beforeEach, expect, test } from 'vitest';
import { compareState } from './compare-state.ts';
import { copyState } from './copy-state.ts';

const random = createSeededRandom('state change-over');
const clock = createTestClock();
let from: StateStore;
let to: StateStore;

beforeEach(async () => {
  const context = { clock, logger: createCollectingLogger(), randomBytes: (size: number) => random.bytes(size) };
  [from, to] = [createMemoryStateStore(), createMemoryStateStore()];
  for (const store of [from, to]) await store.start(context);
  for (const name of ['drafts', 'sessions']) {
    const { set } = from.namespace({ name });
    for (const key of ['a', 'b%', 'é', '\uffff', '\u{10000}']) await set({ key, value: `${name} ${key}` });
  }
  await from.namespace({ name: 'sessions' }).set({ key: 'brief', value: 'v', expiresAt: clock.now() + 1_000 });
});

test('a copy holds what the source holds, and nothing else', async () => {
  await to.namespace({ name: 'sessions' }).set({ key: 'b', value: 'left over' });
  await to.namespace({ name: 'sessions' }).set({ key: 'a', value: 'older' });
  await to.namespace({ name: 'forgotten' }).set({ key: 'k', value: 'v' });
  const differences = [
    { namespace: 'drafts', missingLeft: 0, missingRight: 5, different: 0 },
    { namespace: 'forgotten', missingLeft: 1, missingRight: 0, different: 0 },
    { namespace: 'sessions', missingLeft: 1, missingRight: 5, different: 1 },
  ];
  expect(await compareState({ left: from, right: to, limit: 2 })).toEqual({
    same: false,
    entries: { left: 11, right: 3 },
    differences,
  });
  expect(await copyState({ from, to, limit: 2 })).toEqual({ namespaces: 3, entries: 11, written: 11, deleted: 2 });
  expect(await compareState({ left: from, right: to })).toMatchObject({ same: true, entries: { left: 11, right: 11 } });
  expect(await copyState({ from, to })).toEqual({ namespaces: 2, entries: 11, written: 0, deleted: 0 });
  expect((await to.namespace({ name: 'sessions' }).get({ key: 'brief' }))?.expiresAt).toBe(clock.now() + 1_000);
});

test('a copy that was broken off is begun again', async () => {
  const abort = new AbortController();
  const onNamespace = () => abort.abort();
  await expect(copyState({ from, to, limit: 1, signal: abort.signal, onNamespace })).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(await copyState({ from, to })).toMatchObject({ entries: 11, written: 6 });
});

test('what is about to expire is no difference, if asked so; another expiry of the same value is one', async () => {
  await copyState({ from, to });
  const { set } = to.namespace({ name: 'sessions' });
  await set({ key: 'brief', value: 'v', expiresAt: clock.now() + 2_000 });
  const compare = (expiringBefore: number) => compareState({ left: from, right: to, expiringBefore });
  expect(await compare(clock.now())).toMatchObject({ differences: [{ namespace: 'sessions', different: 1 }] });
  expect(await compare(clock.now() + 1_001)).toMatchObject({ same: true });
});
