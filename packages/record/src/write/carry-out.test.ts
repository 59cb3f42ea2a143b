import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

test('a fenced store takes no more writes and names its successor', async () => {
  const { as, stores, audited } = await testRecord();
  await stores.records.fence({ epoch: 2, successor: 'records-postgres at db2' });
  await expect(as().create({ type: 'Patient', text: patientText('A') })).rejects.toMatchObject({
    code: 'store-fenced',
    details: { successor: 'records-postgres at db2' },
  });
  expect((await audited()).at(-1)).toMatchObject({ kind: 'outcome', outcome: 'failure', detail: 'store-fenced' });
});

test.each([
  [{ nothingWritten: true }, { outcome: 'failure', detail: 'commit-refused' }],
  [{}, { outcome: 'unknown', detail: 'commit-threw' }],
])(
  'a commit that throws is audited as unknown, unless the store says that nothing was written (%j)',
  async (details, told) => {
    const records = createMemoryRecordStore();
    const refusing: RecordStore = {
      ...records,
      commit: () => Promise.reject(new BaseplateError({ code: 'module-unavailable', message: 'held', details })),
    };
    const { as, audited } = await testRecord({ stores: { records: refusing } });
    await expect(as().create({ type: 'Patient', text: patientText('A') })).rejects.toThrow('held');
    expect((await audited()).at(-1)).toMatchObject({ kind: 'outcome', ...told });
  },
);

/** A store in which somebody else is always faster. */
function contested(store: RecordStore, lost: number): RecordStore {
  let rounds = lost;
  return {
    ...store,
    async commit(options) {
      rounds -= 1;
      return rounds < 0 ? store.commit(options) : { outcome: 'conflict', conflicts: [] };
    },
  };
}

test('tries again after a lost race, with an intent and an outcome for each attempt', async () => {
  const { as, audited } = await testRecord({ stores: { records: contested(createMemoryRecordStore(), 2) } });
  await expect(as().create({ type: 'Patient', text: patientText('A') })).resolves.toMatchObject({ outcome: 'created' });
  const entries = (await audited()).filter(({ kind }) => kind === 'intent' || kind === 'outcome');
  expect(entries.map(({ requestId, outcome }) => [requestId, outcome])).toEqual([
    ['request-1', undefined],
    ['request-1', 'failure'],
    ['request-1.2', undefined],
    ['request-1.2', 'failure'],
    ['request-1.3', undefined],
    ['request-1.3', 'success'],
  ]);
});

test('gives up with 409 after too many lost races', async () => {
  const records = contested(createMemoryRecordStore(), 100);
  const { as } = await testRecord({ stores: { records }, limits: { commitAttempts: 3 } });
  await expect(as().create({ type: 'Patient', text: patientText('A') })).rejects.toMatchObject({
    status: 409,
    code: 'write-conflict',
  });
});

test('lastUpdated never goes back, whatever the clock does', async () => {
  const { as, clock } = await testRecord();
  const text = patientText('A', { id: 'a' });
  const first = await as().update({ type: 'Patient', id: 'a', text });
  clock.advance(-60_000);
  const second = await as().update({ type: 'Patient', id: 'a', text });
  expect(second.version?.lastUpdated).toBe(first.version?.lastUpdated);
});
