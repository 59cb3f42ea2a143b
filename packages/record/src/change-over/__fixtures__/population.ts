import type { IndexedVersion, RecordStore } from '@baseplate-epr/contracts';
import { generatePopulation } from '@baseplate-epr/synthetic-population';
import { type TestRecord, testBaseUrl, testRecord } from '../../__fixtures__/test-record.ts';
import { recordEntries } from '../record-entries.ts';
import { everyVersion, quietContext, storeWith } from './stores.ts';

/** A record of a few synthetic patients. */
export async function populatedRecord(patients = 3): Promise<TestRecord> {
  const here = await testRecord();
  for (const { text } of generatePopulation({ patients, seed: 1, now: here.clock.now() })) {
    await here.as().bundle({ text });
  }
  return here;
}

/** A second store with what the record holds, each version as `change` makes it; undefined leaves it out. */
export async function copyOf(
  { stores }: TestRecord,
  change: (version: IndexedVersion) => IndexedVersion | undefined = (version) => version,
): Promise<RecordStore> {
  const { entriesOf } = await recordEntries({ stores, context: quietContext, baseUrl: testBaseUrl });
  const versions: IndexedVersion[] = [];
  for (const version of await everyVersion(stores.records)) {
    const changed = change({ ...version, entries: version.deleted ? [] : await entriesOf(version) });
    if (changed !== undefined) versions.push(changed);
  }
  return storeWith(versions);
}
