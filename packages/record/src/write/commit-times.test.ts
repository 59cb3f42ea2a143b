import type { IndexedVersion, Write } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { commitTimes } from './commit-times.ts';

const at = (lastUpdated: number, id = 'a'): Write => ({ version: versionAt(lastUpdated, id), expect: 'absent' });

const versionAt = (lastUpdated: number, id: string): IndexedVersion => ({
  type: 'Patient',
  id,
  versionId: '1',
  lastUpdated,
  deleted: false,
  text: `{"resourceType":"Patient","id":"${id}","meta":{"lastUpdated":"${new Date(lastUpdated).toISOString()}"}}`,
  entries: [],
  compartments: [],
});

test('what comes in order, or at the same time, stays as it is', () => {
  const times = commitTimes();
  for (const versions of [[at(1000), at(1000, 'b')], [at(1000)], [at(1001)]])
    expect(times.inOrder(versions)).toBe(versions);
});

test('what was overtaken gets the time of what overtook it, in its text as well', () => {
  const times = commitTimes();
  times.inOrder([at(1000), at(5000, 'b')]);
  expect(times.inOrder([at(2000), at(6000, 'b')])).toEqual([at(5000), at(6000, 'b')]);
  expect(times.inOrder([at(5999)])).toEqual([at(6000)]);
});

test('a deletion has no text to change', () => {
  const times = commitTimes();
  times.inOrder([at(5000)]);
  const deletion = { ...versionAt(2000, 'a'), deleted: true, text: '' };
  expect(times.inOrder([{ version: deletion, expect: 'anything' }])).toEqual([
    { version: { ...deletion, lastUpdated: 5000 }, expect: 'anything' },
  ]);
});

test('a clock that was set back is followed', () => {
  const times = commitTimes();
  times.inOrder([at(10_000_000)]);
  expect(times.inOrder([at(9_000_000)])).toEqual([at(9_000_000)]);
  expect(times.inOrder([at(8_999_999)])).toEqual([at(9_000_000)]);
});
