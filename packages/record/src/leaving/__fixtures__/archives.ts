import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createMemoryAuditLog,
  createMemoryDocumentStore,
  createMemoryRecordStore,
  createMemoryStateStore,
} from '@baseplate-epr/conformance';
import type { AuditAgent, IndexedVersion } from '@baseplate-epr/contracts';
import { afterEach } from 'vitest';
import { clinician } from '../../__fixtures__/people.ts';
import { observationText, patientText } from '../../__fixtures__/resources.ts';
import { type TestRecord, testBaseUrl, testRecord } from '../../__fixtures__/test-record.ts';
import { quietContext, versionOf } from '../../change-over/__fixtures__/stores.ts';
import { recordEntries } from '../../change-over/record-entries.ts';
import { checkArchive } from '../importing/check-archive.ts';
import { importEverything } from '../importing/import-everything.ts';
import type { ImportOptions, ImportPurpose } from '../importing/import-options.ts';
import { exportEverything } from '../writing/export-everything.ts';
import type { ArchivedStores, ExportOptions } from '../writing/export-options.ts';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A new folder that is gone after the test. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leaving-'));
  folders.push(folder);
  return folder;
}

const by: AuditAgent = {
  id: 'command-line/ann',
  display: 'ann at the command line',
  role: 'system',
  organisation: 'RXX01',
};

/** Options of an export that tests do not care about. */
export function exportOptions(
  stores: ArchivedStores,
  directory: string,
  more: Partial<ExportOptions> = {},
): ExportOptions {
  return {
    stores,
    directory,
    kind: 'export',
    assembly: {
      organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
      baseUrl: testBaseUrl,
      modules: [],
      demandedProfiles: {},
    },
    source: 'here',
    by,
    clock: { now: () => Date.UTC(2026, 10, 29) },
    randomBytes: (size) => new Uint8Array(size),
    ...more,
  };
}

/** Exports these stores into a new folder. */
export async function exported(stores: ArchivedStores, more: Partial<ExportOptions> = {}): Promise<string> {
  const directory = await newFolder();
  await exportEverything(exportOptions(stores, directory, more));
  return directory;
}

/** New stores with nothing in them. */
export async function emptyStores(): Promise<ArchivedStores> {
  const stores = {
    records: createMemoryRecordStore(),
    documents: createMemoryDocumentStore(),
    audit: createMemoryAuditLog(),
    state: createMemoryStateStore(),
  };
  for (const store of Object.values(stores))
    await store.start({ ...quietContext, randomBytes: (size) => new Uint8Array(randomBytes(size)) });
  return stores;
}

/** Imports an archive. */
export async function importInto(
  stores: ArchivedStores,
  directory: string,
  { purpose = 'import', ...more }: Partial<Omit<ImportOptions, 'archive'>> & { purpose?: ImportPurpose } = {},
) {
  let entries: ReturnType<typeof recordEntries> | undefined;
  return importEverything({
    archive: await checkArchive({ directory, purpose }),
    stores,
    entriesOf: async (version) => {
      entries ??= recordEntries({ stores, context: quietContext, baseUrl: testBaseUrl });
      return (await entries).entriesOf(version);
    },
    by,
    clock: { now: () => Date.UTC(2026, 10, 30) },
    randomBytes: (size) => new Uint8Array(size),
    ...more,
  });
}

/** A record in which there is a little of everything that an archive has to carry. */
export async function busyRecord(): Promise<TestRecord> {
  const record = await testRecord();
  const session = record.as(clinician);
  for (const id of ['ann', 'bob']) {
    await session.update({ type: 'Patient', id, text: patientText('Test', { id }) });
    await session.update({
      type: 'Observation',
      id: `of-${id}`,
      text: observationText(`Patient/${id}`, { id: `of-${id}`, note: [{ text: 'naïve – 日本 🩺' }] }),
    });
  }
  await session.update({
    type: 'Observation',
    id: 'digits',
    text: `{\r\n  "resourceType": "Observation",\n "id":"digits","status":"final","code":{"text":"t\\n"},"subject":{"reference":"Patient/ann"},"valueQuantity":{"value":1.2300E+1}\n}`,
  });
  await session.delete({ type: 'Observation', id: 'of-bob' });
  await session.update({ type: 'Patient', id: 'ann', text: patientText('Second', { id: 'ann' }) });
  const content = new Blob(['a letter']).stream();
  await session.putBinary({ id: 'letter', content, contentType: 'text/plain', securityContext: 'Patient/ann' });
  await record.stores.records.load({ versions: [alone] });
  return record;
}

/** A type of which there is nothing but a deletion. */
const alone: IndexedVersion = versionOf({ type: 'Basic', id: 'gone', deleted: true });
