import { createMemoryStateStore, memoryStateSubject, registerKit, stateStoreKit } from '@baseplate-epr/conformance';
import type { StateStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { plainSwitch } from '../__fixtures__/plain-switch.ts';
import { context } from '../__fixtures__/switched-records.ts';
import { switchableState } from './switchable-state.ts';

registerKit({
  kit: stateStoreKit,
  test,
  subject: {
    create: async (given) => {
      const instance = await memoryStateSubject().create(given);
      const facadeOver = (store: StateStore): StateStore => ({
        ...switchableState(plainSwitch({ 1: store }, { since: 1 })),
        start: (module) => store.start(module),
        stop: () => store.stop(),
      });
      return {
        ...instance,
        adapter: facadeOver(instance.adapter),
        reopen: async () => facadeOver(await instance.reopen()),
      };
    },
  },
});

test('what a process that stood still wrote into the store of before is written into the one in force', async () => {
  const stores = { 1: createMemoryStateStore(), 5: createMemoryStateStore() };
  for (const store of Object.values(stores)) await store.start(context);
  const state = { since: 1 };
  const turning = plainSwitch(stores, state);
  const late = switchableState({
    ...turning,
    writing: async (work) => {
      const result = await turning.writing(work);
      state.since = 5;
      return result;
    },
  }).namespace({ name: 'test' });
  expect(await late.set({ key: 'a', value: '1' })).toMatchObject({ outcome: 'written' });
  expect(await stores[5].namespace({ name: 'test' }).get({ key: 'a' })).toMatchObject({ value: '1' });
  // A compare-and-set begun with a version of the store of before is a conflict in the other.
  state.since = 1;
  const before = await late.get({ key: 'a' });
  expect(await late.set({ key: 'a', value: '2', ifVersion: `${before?.version}-other` })).toMatchObject({
    outcome: 'conflict',
  });
});
