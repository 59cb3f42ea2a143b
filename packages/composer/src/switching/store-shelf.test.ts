import type { Module } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { createStoreShelf } from './store-shelf.ts';

test('opens a store once, tries again after a failure, and closes what nobody needs', async () => {
  const said: string[] = [];
  let fails = true;
  const shelf = createStoreShelf<Module>({
    start: async ({ since }) => {
      said.push(`start ${since}`);
      if (fails) throw new Error('no');
      return {
        contract: 'record-store',
        contractVersion: 1,
        start: async () => {},
        stop: async () => {
          said.push(`stop ${since}`);
          if (since === 2) throw new Error('no');
        },
        health: async () => ({ status: 'pass' }),
      };
    },
    closingFailed: () => said.push('failed'),
  });
  const applied = (since: number) => ({ ...firstEntry.data.records, since });
  await expect(shelf.open(applied(1))).rejects.toThrow('no');
  fails = false;
  const [one, same] = await Promise.all([shelf.open(applied(1)), shelf.open(applied(1))]);
  expect(one).toBe(same);
  expect(shelf.find(1)).toBe(one);
  await shelf.open(applied(2));
  await shelf.keep([1]);
  expect(shelf.find(2)).toBeUndefined();
  await shelf.keep([]);
  expect(said).toEqual(['start 1', 'start 1', 'start 2', 'stop 2', 'failed', 'stop 1']);
});
