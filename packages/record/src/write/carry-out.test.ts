import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';
import type { WriteResult } from '../session/record-version.ts';

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

test('what is committed later never says an earlier time, so that asking for what is new misses nothing', async () => {
  const memory = createMemoryRecordStore();
  let overtake: (() => Promise<unknown>) | undefined;
  // A transaction that looks something up while it is planned takes a while.
  const slow: RecordStore = {
    ...memory,
    async search(query) {
      const first = overtake;
      overtake = undefined;
      await first?.();
      return memory.search(query);
    },
  };
  const { as, clock } = await testRecord({ stores: { records: slow } });
  await as().create({ type: 'Patient', text: patientText('Smith') });
  let overtaking: WriteResult | undefined;
  overtake = async () => {
    clock.advance(700);
    overtaking = await as().create({ type: 'Patient', text: patientText('Jones') });
  };
  const text = bundleText('transaction', [writing('POST', 'Observation', observationText('Patient?family=smith'))]);
  const [entry] = (await as().bundle({ text })).entries;
  const time = overtaking?.version?.lastUpdated ?? 0;
  expect(time).toBeGreaterThan(0);
  expect(entry?.lastModified).toBe(time);
  const { versions } = await as().history({ type: 'Observation', since: time });
  expect(
    versions.map(({ lastUpdated, text: kept }) => [lastUpdated, kept.includes(new Date(lastUpdated).toISOString())]),
  ).toEqual([[time, true]]);
});

/** A store in which another process writes this much later just before the first commits are looked at. */
function overtaken(store: RecordStore, later: number, times: number): RecordStore {
  let left = times;
  return {
    ...store,
    async commit(options) {
      const lastUpdated = Math.max(...options.writes.map(({ version }) => version.lastUpdated)) + later;
      const other = { type: 'Basic', id: `of-another-${left}`, versionId: '1', lastUpdated, text: '{}' };
      const version = { ...other, deleted: false, entries: [], compartments: [] };
      left -= 1;
      if (left >= 0) await store.commit({ epoch: options.epoch, writes: [{ version, expect: 'absent' }] });
      return store.commit(options);
    },
  };
}

test.each([1, 3, 40])(
  'what other processes have overtaken %i times says no earlier time, and is audited once',
  async (times) => {
    const records = overtaken(createMemoryRecordStore(), 200, times);
    const { as, clock, audited } = await testRecord({ stores: { records } });
    const { version } = await as().create({ type: 'Patient', text: patientText('A') });
    expect(version?.lastUpdated).toBeGreaterThanOrEqual(clock.now() + 200 * Math.min(times, 19));
    expect(version?.text).toContain(`"lastUpdated":"${new Date(version?.lastUpdated ?? 0).toISOString()}"`);
    expect(await as().read({ type: 'Patient', id: version?.id ?? '' })).toMatchObject({ text: version?.text });
    expect((await audited()).filter(({ kind }) => kind === 'intent')).toHaveLength(1);
  },
);

test('what is far ahead overtakes nothing', async () => {
  const { as, clock } = await testRecord({ stores: { records: overtaken(createMemoryRecordStore(), 3_600_000, 1) } });
  const { version } = await as().create({ type: 'Patient', text: patientText('A') });
  expect(version?.lastUpdated).toBe(clock.now());
});

test('lastUpdated never goes back, whatever the clock does', async () => {
  const { as, clock } = await testRecord();
  const text = patientText('A', { id: 'a' });
  const first = await as().update({ type: 'Patient', id: 'a', text });
  clock.advance(-60_000);
  const second = await as().update({ type: 'Patient', id: 'a', text });
  expect(second.version?.lastUpdated).toBe(first.version?.lastUpdated);
});
