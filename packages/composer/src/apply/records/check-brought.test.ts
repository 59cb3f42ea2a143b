import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { RecordStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { commit, context } from '../../__fixtures__/switched-records.ts';
import type { CheckProgress } from '../../ledger/check-file.ts';
import type { ApplyProgress } from '../applying.ts';
import { checkBrought } from './check-brought.ts';

const minute = 60 * 1000;
const day = 24 * 60 * minute;

/** Two stores that hold the same ten versions, and how a check of them is noted. */
async function pair() {
  const [from, to] = [createMemoryRecordStore(), createMemoryRecordStore()];
  for (const store of [from, to]) {
    await store.start(context);
    for (let number = 0; number < 10; number += 1) await commit(store, `v${number}`);
  }
  let noted: CheckProgress | undefined;
  const file = {
    read: async () => noted,
    write: async (value: CheckProgress) => {
      noted = value;
    },
    remove: async () => {},
  };
  const told: ApplyProgress[] = [];
  let now = 1000;
  const check = (stores: { readonly from: RecordStore; readonly to: RecordStore }) =>
    checkBrought({
      ...stores,
      copy: { run: async () => 0 },
      file,
      clock: { now: () => now },
      onProgress: (progress) => void told.push(progress),
      signal: new AbortController().signal,
    });
  return {
    from,
    to,
    told,
    check,
    noted: () => noted,
    later: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

/** A store whose rows were changed beneath it. */
function changed(store: RecordStore): RecordStore {
  return {
    ...store,
    async read(key) {
      const version = await store.read(key);
      return version?.id === 'v3' ? { ...version, text: '{"resourceType":"Basic","id":"v3","code":{}}' } : version;
    },
  };
}

test('what is the same is read once on either side, and how far that is, is told', async () => {
  const { from, to, told, check, noted } = await pair();
  await check({ from, to });
  expect(told.map(({ step, done, total }) => [step, done, total])).toEqual([
    ['checking', 0, 20],
    ['checking', 10, 20],
    ['checking', 20, 20],
  ]);
  expect(noted()).toMatchObject({ began: 1000, checked: { left: { versions: 10 }, right: { versions: 10 } } });
});

test('a store that was damaged beneath its digests is refused in words, which name no resource', async () => {
  const { from, to, check, noted } = await pair();
  expect(await to.digest({ by: 'bucket', limit: 256 })).toEqual(await from.digest({ by: 'bucket', limit: 256 }));
  const refused = await check({ from, to: changed(to) }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'storage-corrupt',
    message: expect.stringMatching(
      /are not the same.*1 version of other content.*beneath the digests.*Nothing was changed over.*baseplate reconcile names.*empty it/,
    ),
  });
  expect(String(refused)).not.toContain('v3');
  expect(noted()).toBeUndefined();
});

test('a check that was left goes on within minutes, and begins anew after them, or a day after its beginning', async () => {
  const { from, to, told, check, noted, later } = await pair();
  await check({ from, to });
  later(10 * minute);
  await expect(check({ from, to: changed(to) })).rejects.toMatchObject({ code: 'storage-corrupt' });
  await check({ from, to });
  const began = noted()?.began ?? 0;
  later(10 * minute - 1);
  told.splice(0);
  await check({ from, to: changed(to) });
  expect(told[0]).toMatchObject({ done: 20, before: 20 });
  for (let passed = 10 * minute - 1; passed + 9 * minute < day; passed += 9 * minute) {
    later(9 * minute);
    await commit(from, `later${passed}`);
    await commit(to, `later${passed}`);
    await check({ from, to: changed(to) });
    expect(noted()?.began).toBe(began);
  }
  later(9 * minute);
  await expect(check({ from, to: changed(to) })).rejects.toMatchObject({ code: 'storage-corrupt' });
});
