import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { bundleText, patientText, writing } from '../__fixtures__/resources.ts';
import { administrator, searchParameterText } from '../__fixtures__/search-parameters.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const later = 60_000;

/** A store that gives each version a time of its own. */
function ownTimes(): RecordStore {
  const store = createMemoryRecordStore();
  const unsupported = { support: 'unsupported', reason: 'It is a test.' } as const;
  return {
    ...store,
    capabilities: { ...store.capabilities, verbatimHistory: unsupported, givenEntries: unsupported },
    async commit(options) {
      const writes = options.writes.map(({ version, ...write }) => ({
        ...write,
        version: { ...version, lastUpdated: version.lastUpdated + later },
      }));
      const result = await store.commit({ ...options, writes });
      return result.outcome === 'committed' ? { ...result, versions: writes.map(({ version }) => version) } : result;
    },
  };
}

test('what a store has kept is what a writer is told', async () => {
  const { as, clock, stores } = await testRecord({ stores: { records: ownTimes() } });
  const made = await as().create({ type: 'Patient', text: patientText('A') });
  expect(made.version?.lastUpdated).toBe(clock.now() + later);
  const id = made.version?.id ?? '';
  const kept: StoredVersion | undefined = await stores.records.read({ type: 'Patient', id });
  expect(made.version?.lastUpdated).toBe(kept?.lastUpdated);
  const gone = await as().delete({ type: 'Patient', id });
  expect(gone.version?.lastUpdated).toBeGreaterThan(clock.now());
  const bundle = bundleText('transaction', [writing('POST', 'Patient', patientText('B'))]);
  const [answer] = (await as().bundle({ text: bundle })).entries;
  const [, second = ''] = answer?.location?.split('/') ?? [];
  const written = await stores.records.read({ type: 'Patient', id: second });
  expect(written?.lastUpdated).toBeGreaterThanOrEqual(clock.now() + later);
  expect(answer?.lastModified).toBe(written?.lastUpdated);
});

test('a store that keeps no entries is not searched by more than it can index', async () => {
  await expect(testRecord({ stores: { records: ownTimes() }, fullText: true })).rejects.toMatchObject({
    code: 'configuration-invalid',
    message: expect.stringContaining('full text search is turned on'),
  });
  const { as } = await testRecord({ stores: { records: ownTimes() } });
  const text = searchParameterText('nickname');
  await expect(as(administrator).create({ type: 'SearchParameter', text })).rejects.toMatchObject({ status: 422 });
});
