import type { RecordStore } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storesOnOneFile } from '../__fixtures__/stores-on-one-file.ts';
import { versionOf } from '../__fixtures__/versions.ts';

let store: RecordStore;
/** As another process has it. */
let beside: RecordStore;
let close: () => Promise<void>;

beforeEach(async () => {
  ({ store, beside, close } = await storesOnOneFile());
});
afterEach(() => close());

const newest = { type: 'Observation', id: 'o' };
const first = { ...newest, versionId: '1' };

test('what is read again and again is kept, by itself and on pages, until there is a newer version', async () => {
  const entries = [{ kind: 'reference', parameter: 'patient', type: 'Patient', id: 'p', url: '' }] as const;
  await store.load({ versions: [versionOf({ id: 'o', text: '{"one":1}', entries })] });
  const [, second, third] = [await store.read(newest), await store.read(newest), await store.read(first)];
  expect(third).toBe(second);
  const { matches } = await store.search({ types: ['Observation'], count: 1 });
  expect(matches[0]).toBe(second);
  await beside.load({ versions: [versionOf({ id: 'o', versionId: '2', text: '{"two":2}' })] });
  for (let again = 0; again < 3; again += 1) {
    expect((await store.read(newest))?.text).toBe('{"two":2}');
    expect((await store.read(first))?.text).toBe('{"one":1}');
  }
  await beside.load({ versions: [versionOf({ id: 'o', versionId: '3', text: '', deleted: true })] });
  for (let again = 0; again < 3; again += 1) expect((await store.read(newest))?.deleted).toBe(true);
  expect(await store.read({ ...newest, versionId: '4' })).toBeUndefined();
  // Referred to, and not there.
  expect(await store.read({ type: 'Patient', id: 'p' })).toBeUndefined();
});
