import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { entriesOf, everyVersion, quietContext, storeWith, versionOf } from '../__fixtures__/stores.ts';
import { compareCurrent } from './compare-current.ts';
import { copyCurrent } from './copy-current.ts';
import { currentLoss } from './current-loss.ts';
import type { VersionMapping } from './current-types.ts';
import { isSameContent } from './same-content.ts';

/** A store that takes no history over and refuses one resource. */
async function plainTarget(refused?: string): Promise<RecordStore> {
  const store = createMemoryRecordStore();
  await store.start(quietContext);
  return {
    ...store,
    async commit(options) {
      if (options.writes.some(({ version }) => version.id === refused)) {
        throw new BaseplateError({ code: 'input-invalid', message: 'Not this one.' });
      }
      return store.commit(options);
    },
  };
}

const story = [
  versionOf({ id: 'a' }),
  versionOf({ id: 'b' }),
  versionOf({ id: 'gone' }),
  versionOf({ id: 'a', versionId: '2' }),
  versionOf({ id: 'gone', versionId: '2', deleted: true }),
  versionOf({ id: 'a', versionId: '3' }),
];

test('each resource goes over once, as its newest version, and what stays behind is counted', async () => {
  const from = await storeWith(story);
  for (const limit of [1, 2, 100]) {
    const to = await plainTarget();
    const mapped: VersionMapping[] = [];
    const options = { from, to, epoch: 1, entriesOf, limit };
    const result = await copyCurrent({ ...options, onPage: (page) => void mapped.push(...page.mapped) });
    expect(result).toMatchObject({ versions: 6, mapped: 2, earlier: 4, rejected: 0 });
    expect(mapped.toSorted((left, right) => (left.id < right.id ? -1 : 1))).toEqual([
      { type: 'Observation', id: 'a', from: '3', to: '1' },
      { type: 'Observation', id: 'b', from: '1', to: '1' },
    ]);
    expect(await compareCurrent({ left: from, right: to })).toMatchObject({
      same: true,
      resources: { left: 2, right: 2 },
    });
    const { matches } = await to.search({
      types: [],
      count: 10,
      where: { kind: 'token', parameter: 'made-of', code: 'a/3' },
    });
    expect(matches.map(({ id }) => id)).toEqual(['a']);
  }
});

test('again from the beginning nothing is written twice; later writes and deletions follow', async () => {
  const from = await storeWith(story);
  const to = await plainTarget();
  const options = { from, to, epoch: 1, entriesOf };
  const { cursor } = await copyCurrent(options);
  expect((await copyCurrent(options)).mapped).toBe(2);
  expect(await everyVersion(to)).toHaveLength(2);
  await from.load({
    versions: [versionOf({ id: 'a', versionId: '4' }), versionOf({ id: 'b', versionId: '2', deleted: true })],
  });
  expect(await copyCurrent({ ...options, after: cursor })).toMatchObject({ versions: 2, mapped: 2, earlier: 0 });
  expect(await to.read({ type: 'Observation', id: 'b' })).toMatchObject({ deleted: true, versionId: '2' });
  expect((await compareCurrent({ left: from, right: to })).same).toBe(true);
});

test('what the target refuses is named with its reason, and everything else goes over', async () => {
  const from = await storeWith([...story, ...['c', 'd', 'e'].map((id) => versionOf({ id }))]);
  const to = await plainTarget('d');
  const reasons: unknown[] = [];
  await copyCurrent({ from, to, epoch: 1, entriesOf, onPage: ({ rejected }) => void reasons.push(...rejected) });
  expect(reasons).toEqual([{ type: 'Observation', id: 'd', versionId: '1', reason: 'Not this one.' }]);
  expect((await compareCurrent({ left: from, right: to })).differences).toMatchObject([
    { kind: 'missing', id: 'd', missingIn: 'right' },
  ]);
});

test('the loss is put into words to be signed', () => {
  const verbatimHistory = { support: 'unsupported', reason: 'It is a test.' } as const;
  const sides = { source: 'the old store', target: 'the new one', verbatimHistory };
  const { loss, transformed } = currentLoss({ mapped: 2, earlier: 1234, unreadable: 0 }, sides);
  expect(loss).toHaveLength(2);
  expect(loss[0]).toMatch(
    /^1,234 earlier versions are not in the new one; they stay readable in the old store.*It is a test\.$/,
  );
  expect(transformed[0]).toContain('2 versions');
  expect(currentLoss({ mapped: 0, earlier: 0, unreadable: 0 }, sides)).toEqual({ loss: [], transformed: [] });
});

test('content is the same to the digit, whatever the order of members and the version', () => {
  const text = '{"resourceType":"A","id":"1","meta":{"versionId":"2","tag":[]},"v":[1.50,{"x":1e2}]}';
  expect(
    isSameContent(text, ' {"v":[1.50,{"x":1e2}],"id":"1","resourceType":"A","meta":{"tag":[],"lastUpdated":"x"}}'),
  ).toBe(true);
  for (const other of ['1.5,', '1.500,', '"1.50",'])
    expect(isSameContent(text, text.replace('1.50,', other))).toBe(false);
  expect(isSameContent(text, text.replace('"tag":[]', '"tag":[{}]'))).toBe(false);
});
