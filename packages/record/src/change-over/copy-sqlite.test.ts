import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordStore } from '@baseplate-epr/contracts';
import { createSqliteRecordStore } from '@baseplate-epr/records-sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clinician } from '../__fixtures__/people.ts';
import { observationText, patientText } from '../__fixtures__/resources.ts';
import { administrator, extensionOf, searchParameterText } from '../__fixtures__/search-parameters.ts';
import { type TestRecord, testBaseUrl, testRecord } from '../__fixtures__/test-record.ts';
import { quietContext } from './__fixtures__/stores.ts';
import { compareRecords } from './compare-records.ts';
import { copyRecords } from './copy-records.ts';
import { type RecordEntries, recordEntries } from './record-entries.ts';

let folder: string;
let source: RecordStore;
let target: RecordStore;
let here: TestRecord;
let entries: RecordEntries;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'change-over-'));
  source = createSqliteRecordStore({ file: join(folder, 'source.db'), readers: 0 });
  target = createSqliteRecordStore({ file: join(folder, 'target.db'), readers: 0 });
  await target.start(quietContext);
  here = await testRecord({ stores: { records: source } });
  entries = await recordEntries({ stores: here.stores, context: quietContext, baseUrl: testBaseUrl });
});

afterEach(async () => {
  await here.record.stop();
  await Promise.all([source.stop(), target.stop()]);
  await rm(folder, { recursive: true });
});

const nickname = (value: string) => ({ extension: [extensionOf('nickname', { valueString: value })] });

async function find(records: RecordStore, type: string, query: string): Promise<readonly string[]> {
  // Not started again: one of the two stores is in use already.
  const opened = { ...records, start: async () => undefined };
  const beside = await testRecord({ stores: { records: opened, state: here.stores.state } });
  const parameters = [...new URLSearchParams(query)];
  const { matches } = await beside.as(clinician).search({ types: [type], parameters, handling: 'strict' });
  return matches.map(({ id, versionId }) => `${id}/${versionId}`).sort();
}

test('a record that is written meanwhile moves from file to file, and is found by everything it was found by', async () => {
  const session = here.as(clinician);
  await here
    .as(administrator)
    .update({ type: 'SearchParameter', id: 'nickname', text: searchParameterText('nickname') });
  await entries.refresh();
  for (const id of ['p0', 'p1', 'p2'])
    await session.update({ type: 'Patient', id, text: patientText('Test', { id, ...nickname('Ann') }) });

  let writing = true;
  const writer = async (name: string) => {
    for (let number = 0; number < 40; number += 1) {
      const id = `${name}${number % 15}`;
      const text = observationText(`Patient/p${number % 3}`, { id, valueString: `reading ${number}` });
      await here.as(clinician).update({ type: 'Observation', id, text });
      if (number % 20 === 19) await here.as(clinician).delete({ type: 'Observation', id });
    }
  };
  const writers = Promise.all(['a', 'b', 'c'].map(writer)).finally(() => {
    writing = false;
  });
  let cursor = '';
  let versions = 0;
  const { entriesOf } = entries;
  for (let last = false; !last; ) {
    last = !writing;
    const copied = await copyRecords({ from: source, to: target, entriesOf, limit: 16, after: cursor });
    expect(copied).toMatchObject({ present: 0, rejected: 0, unindexed: 0, unreadable: 0 });
    ({ cursor } = copied);
    versions += copied.versions;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writers;
  // One search parameter, three patients, three writers of 40 versions and 2 deletions each.
  expect(versions).toBe(130);
  expect(await compareRecords({ left: source, right: target, every: true })).toMatchObject({
    same: true,
    atRest: true,
    complete: true,
  });
  await here.as(administrator).reindex({ milliseconds: 60_000 });
  for (const [type, query] of [
    ['Observation', 'patient=p1&_count=100'],
    ['Observation', 'subject:Patient.family=test&_count=100'],
    ['Patient', 'nickname=ann'],
  ] as const) {
    const expected = await find(source, type, query);
    expect(expected.length).toBeGreaterThan(2);
    expect(await find(target, type, query)).toEqual(expected);
  }
});
