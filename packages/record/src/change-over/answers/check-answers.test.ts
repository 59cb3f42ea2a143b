import type { IndexedVersion, RecordStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { someVersions, storeWith, versionOf } from '../__fixtures__/stores.ts';
import { answerDifferences, answerFacts } from '../report/answer-differences.ts';
import { checkAnswers } from './check-answers.ts';

const number = { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' };
const hospital = { system: 'https://riverside.example/Id/hospital-number', value: 'R0007919' };
const patient: IndexedVersion = versionOf({
  type: 'Patient',
  id: 'p1',
  text: JSON.stringify({
    resourceType: 'Patient',
    id: 'p1',
    identifier: [number, hospital, { value: 'without a system' }],
  }),
  compartments: [{ type: 'Patient', id: 'p1' }],
  entries: [number, hospital].map(({ system, value }) => ({
    kind: 'token',
    parameter: 'identifier',
    system,
    // As the record indexes codes.
    code: value.toLowerCase(),
  })),
});
const versions = [...someVersions(700), patient];
const sides = { left: 'the old store', right: 'the new store' };

/** Checks a store that holds everything beside one that answers otherwise. */
async function checked(
  change: (store: RecordStore) => Partial<RecordStore> | Promise<Partial<RecordStore>> = () => ({}),
  held = versions,
) {
  const left = await storeWith(versions);
  const store = await storeWith(held);
  const right = { ...store, ...(await change(store)) };
  return checkAnswers({ left, right, verbatim: true });
}

/** A search that passes over a match, or adds one. */
function searching(store: RecordStore, change: (names: { readonly id: string }) => boolean): Partial<RecordStore> {
  return {
    search: async (query) => {
      const found = await store.search(query);
      return { ...found, matches: found.matches.filter(change) };
    },
  };
}

test('stores that answer as they hold, in one order, have nothing to tell', async () => {
  const found = await checked();
  expect(found).toMatchObject({ faults: [], complete: true, left: { versions: 1401, resources: 601 } });
  expect(found.right).toEqual(found.left);
});

test('a read that gives an earlier version than there is, or none, is told', async () => {
  const stale = await checked((store) => ({
    read: (key) => store.read(key.id === 'o8' && key.versionId === undefined ? { ...key, versionId: '1' } : key),
  }));
  const newer = { kind: 'stale-read', side: 'right', id: 'o8', versionId: '2', given: '1' };
  expect(stale.faults.at(-1)).toMatchObject(newer);
  expect(answerDifferences(stale, sides).at(-1)?.words).toContain('In the new store a read gives version 1');
  const none = await checked((store) => ({ read: async (key) => (key.id === 'o8' ? undefined : store.read(key)) }));
  expect(none.faults).toMatchObject([
    { kind: 'stale-read', id: 'o8', versionId: '1' },
    { kind: 'stale-read', id: 'o8', versionId: '2' },
  ]);
});

test('what a search does not find by id, in a chart, or by an identifier is told, and what it finds though it was deleted', async () => {
  const unfound = await checked((store) => searching(store, ({ id }) => id !== 'o6'));
  expect(unfound.faults).toMatchObject([
    { kind: 'unfound', by: 'id', id: 'o6' },
    { kind: 'unfound', by: 'compartment', id: 'o6', patients: ['p1'] },
  ]);
  const outside = versions.map((version) => (version.id === 'p1' ? { ...version, entries: [] } : version));
  const unidentified = await checked(undefined, outside);
  expect(unidentified.faults).toMatchObject([{ kind: 'unfound', by: 'identifier', type: 'Patient', id: 'p1' }]);
  expect(answerDifferences(unidentified, sides)[0]?.words).not.toContain(number.value);
  const ghost = versionOf({ id: 'o7', versionId: '1' });
  const overfound = await checked((store) => ({
    search: async (query) => {
      const found = await store.search(query);
      return { ...found, matches: [...found.matches, ghost] };
    },
  }));
  expect(overfound.faults).toContainEqual(expect.objectContaining({ kind: 'overfound', by: 'id', id: 'o7' }));
});

test('another order across resources is told by its first place, unless versions are missing, which are told as such', async () => {
  const [first, second, ...rest] = versions;
  if (first === undefined || second === undefined) throw new Error('There are no versions.');
  const swapped = await checked(undefined, [second, first, ...rest]);
  expect(swapped.faults).toMatchObject([{ kind: 'order', place: 1, id: 'o0' }]);
  expect(answerFacts(swapped).facts.map(({ differs }) => differs)).toEqual([false, true]);
  expect((await checked(undefined, [first, ...rest.filter(({ id }) => id !== 'o1')])).faults).toEqual([]);
});

test('the figures say the same of stores that agree, and nothing of an order that is not held against the other', async () => {
  const left = await storeWith(versions);
  const right = await storeWith(versions);
  const differing = async (verbatim: boolean) =>
    answerFacts(await checkAnswers({ left, right, verbatim })).facts.map(({ differs }) => differs);
  expect(await differing(true)).toEqual([false, false]);
  expect(await differing(false)).toEqual([false]);
});

test('what is written while it is looked at is no fault', async () => {
  const left = await storeWith(versions);
  let version = 2;
  const read: RecordStore['read'] = async (key) => {
    const found = await left.read(key);
    if (key.id === 'o8' && version < 5) {
      version += 1;
      await left.load({ versions: [versionOf({ id: 'o8', versionId: String(version) })] });
    }
    return found;
  };
  expect(await checkAnswers({ left: { ...left, read }, right: left, verbatim: true })).toMatchObject({ faults: [] });
});

test('so many faults are named, and that there are more is told, and cannot be explained', async () => {
  const found = await checked((store) => searching(store, () => false));
  expect([found.faults.length, found.complete]).toEqual([1000, false]);
  expect(answerDifferences(found, sides).at(-1)).toMatchObject({ kind: 'incomplete', explainable: false });
});
