import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { ReadOptions } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { bundleText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';
import { readAhead } from './read-ahead.ts';

const keys = Array.from({ length: 250 }, (_, index) => ({ type: 'Patient', id: `p${index}` }));
const puts = (some: readonly { readonly id: string }[], family: string) =>
  new TextEncoder().encode(
    bundleText(
      'transaction',
      some.map(({ id }) => writing('PUT', `Patient/${id}`, patientText(family, { id }))),
    ),
  );

/** A memory store that notes how many reads wait for it at once. */
function slowRecords() {
  const records = createMemoryRecordStore();
  const noted = { asked: [] as string[], waiting: 0, most: 0 };
  const read = async (options: ReadOptions) => {
    noted.asked.push(options.id);
    noted.waiting += 1;
    noted.most = Math.max(noted.most, noted.waiting);
    await new Promise((resolve) => setImmediate(resolve));
    noted.waiting -= 1;
    return records.read(options);
  };
  return { records: { ...records, read }, noted };
}

test('a transaction of updates waits for its reads together, and asks for each once', async () => {
  const { records, noted } = slowRecords();
  const { as } = await testRecord({ stores: { records } });
  for (const [family, versionId] of [
    ['Ng', '1'],
    ['Okafor', '2'],
  ] as const) {
    noted.asked = [];
    noted.most = 0;
    const { entries } = await as().bundle({ text: puts(keys, family) });
    expect(new Set(entries.map(({ etag }) => etag))).toEqual(new Set([`W/"${versionId}"`]));
    expect(noted.asked).toEqual(keys.map(({ id }) => id));
    expect(noted.most).toBe(100);
  }
});

test('what is wanted out of order, by its version, again or beside is read all the same', async () => {
  const { records, noted } = slowRecords();
  await testRecord({ stores: { records } });
  const ahead = readAhead(records, keys);
  const read = async (options: ReadOptions) => {
    noted.asked = [];
    expect(await ahead.read(options)).toBeUndefined();
    return noted.asked.length;
  };
  expect(await read({ type: 'Patient', id: 'p105' })).toBe(10);
  expect(await read({ type: 'Patient', id: 'p120' })).toBe(100);
  expect(await read({ type: 'Patient', id: 'p121' })).toBe(0);
  expect(await read({ type: 'Patient', id: 'p121' })).toBe(1);
  expect(await read({ type: 'Patient', id: 'p3' })).toBe(1);
  expect(await read({ type: 'Patient', id: 'other' })).toBe(1);
  expect(await read({ type: 'Patient', id: 'p122', versionId: '1' })).toBe(1);
});

test('where texts are long, few are asked for together', async () => {
  const { records, noted } = slowRecords();
  await testRecord({ stores: { records } });
  for (const id of ['p0', 'p1', 'p2']) {
    const text = patientText('x'.repeat(1_500_000), { id });
    const version = { type: 'Patient', id, versionId: '1', lastUpdated: 1, deleted: false, text, compartments: [] };
    await records.commit({ epoch: 1, writes: [{ version: { ...version, entries: [] }, expect: 'absent' }] });
  }
  const ahead = readAhead(records, keys);
  const asked: number[] = [];
  for (const { type, id } of keys.slice(0, 16)) {
    noted.asked = [];
    await ahead.read({ type, id });
    asked.push(noted.asked.length);
  }
  expect(asked.filter((count) => count > 0)).toEqual([10, 2, 2, 2]);
});

test('a store that cannot be read fails the plan, not the process', async () => {
  const { records } = slowRecords();
  const failing = { ...records, read: () => Promise.reject(new Error('Away.')) };
  const ahead = readAhead(failing, keys);
  await expect(ahead.read({ type: 'Patient', id: 'p0' })).rejects.toThrow('Away.');
  await new Promise((resolve) => setImmediate(resolve));
});
