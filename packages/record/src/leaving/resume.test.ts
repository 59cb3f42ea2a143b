import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentStore, RecordStore } from '@baseplate-epr/contracts';
import { expect, test, vi } from 'vitest';
import { testBaseUrl } from '../__fixtures__/test-record.ts';
import { everyVersion, quietContext, someVersions } from '../change-over/__fixtures__/stores.ts';
import { createRecord } from '../create-record.ts';
import { emptyStores, exportOptions, importInto, newFolder } from './__fixtures__/archives.ts';
import { verifyArchive } from './reading/verify-archive.ts';
import { exportEverything } from './writing/export-everything.ts';
import type { ArchivedStores } from './writing/export-options.ts';

// Every one of them flushes many files to the disk, which others may keep busy.
vi.setConfig({ testTimeout: 120_000 });

/** Stores whose pages are small, and which fail at their nth call of all. */
function failingStores(stores: ArchivedStores, at: number): ArchivedStores {
  let calls = 0;
  const count = () => {
    calls += 1;
    if (calls === at) throw new Error('as if the process had been killed');
  };
  const records: RecordStore = {
    ...stores.records,
    changes: async ({ limit, ...options }) => {
      count();
      return stores.records.changes({ ...options, limit: Math.min(limit, 7) });
    },
    digest: async (options) => {
      count();
      return stores.records.digest(options);
    },
    load: async ({ versions }) => {
      count();
      return stores.records.load({ versions });
    },
  };
  const documents: DocumentStore = {
    ...stores.documents,
    list: async ({ limit, ...options }) => {
      count();
      return stores.documents.list({ ...options, limit: Math.min(limit, 2) });
    },
    put: async (options) => {
      count();
      return stores.documents.put(options);
    },
  };
  const audit = {
    ...stores.audit,
    chains: async ({ limit, ...options }: Parameters<typeof stores.audit.chains>[0]) => {
      count();
      return stores.audit.chains({ ...options, limit: Math.min(limit, 3) });
    },
    load: async (options: Parameters<typeof stores.audit.load>[0]) => {
      count();
      return stores.audit.load(options);
    },
  };
  return { ...stores, records, documents, audit };
}

async function filledStores(): Promise<ArchivedStores> {
  const stores = await emptyStores();
  await stores.records.load({ versions: someVersions(30) });
  for (let number = 0; number < 5; number += 1) {
    await stores.documents.put({ content: new Blob([`letter ${number}`]).stream() });
  }
  return stores;
}

test('an export that ends anywhere goes on, and is in the end the same', async () => {
  let stops = 0;
  for (let at = 1; ; at += 1) {
    // Anew each time: every export adds to the audit log, and so to what there is to read.
    const stores = await filledStores();
    const directory = await newFolder();
    const failing = failingStores(stores, at);
    const options = { noteEvery: 10 };
    const failed = await exportEverything(exportOptions(failing, directory, options)).then(
      () => false,
      () => true,
    );
    if (!failed) break;
    stops += 1;
    await exportEverything(exportOptions(failingStores(stores, 0), directory, options));
    expect((await verifyArchive({ directory })).faults, `stopped at call ${at}`).toEqual([]);
    const target = await emptyStores();
    expect((await importInto(target, directory)).same).toBe(true);
    expect(await everyVersion(target.records)).toEqual(await everyVersion(stores.records));
  }
  expect(stops).toBeGreaterThan(15);
});

test('an import that ends anywhere goes on, and nothing is there twice', async () => {
  const stores = await filledStores();
  const directory = await newFolder();
  await exportEverything(exportOptions(stores, directory));
  let stops = 0;
  for (let at = 1; ; at += 1) {
    const target = await emptyStores();
    const failed = await importInto(failingStores(target, at), directory).then(
      () => false,
      () => true,
    );
    if (!failed) break;
    stops += 1;
    expect((await importInto(target, directory)).same, `stopped at call ${at}`).toBe(true);
    expect(await everyVersion(target.records)).toEqual(await everyVersion(stores.records));
  }
  expect(stops).toBeGreaterThan(8);
});

test('no record starts, and no export begins, on an archive that is half way in', async () => {
  const stores = await filledStores();
  const directory = await newFolder();
  await exportEverything(exportOptions(stores, directory));
  const target = await emptyStores();
  const start = () => createRecord({ stores: target, context: quietContext, epoch: 1, baseUrl: testBaseUrl }).start();
  await expect(importInto(failingStores(target, 3), directory)).rejects.toThrow('killed');
  await expect(start()).rejects.toThrow('begun and not ended');
  await expect(exportEverything(exportOptions(target, await newFolder()))).rejects.toMatchObject({
    code: 'precondition-failed',
  });
  expect((await importInto(target, directory)).same).toBe(true);
  await start();
});

test('a record whose archive was brought and compared starts, whatever was different', async () => {
  const stores = await filledStores();
  const directory = await newFolder();
  await exportEverything(exportOptions(stores, directory));
  const target = await emptyStores();
  const refusing = { ...target.records, load: async () => ({ loaded: 0, present: 0, rejected: [] }) };
  const { same } = await importInto({ ...target, records: refusing }, directory);
  expect(same).toBe(false);
  await createRecord({ stores: target, context: quietContext, epoch: 1, baseUrl: testBaseUrl }).start();
});

test('what was written after the last note, and half a line, does not count', async () => {
  const stores = await filledStores();
  const directory = await newFolder();
  await expect(exportEverything(exportOptions(failingStores(stores, 4), directory, { noteEvery: 10 }))).rejects.toThrow(
    'killed',
  );
  const file = join(directory, 'resources/Observation.ndjson');
  await writeFile(file, `${await readFile(file, 'utf8')}{"resourceType":"Obser`);
  await writeFile(join(directory, 'resources/Basic.ndjson'), '{"never":"noted"}\n');
  await exportEverything(exportOptions(stores, directory));
  expect((await verifyArchive({ directory })).faults).toEqual([]);
  await expect(readFile(join(directory, 'resources/Basic.ndjson'))).rejects.toThrow('ENOENT');
});

test('an export does not go on from other stores, nor while another process is at it', async () => {
  const stores = await filledStores();
  const directory = await newFolder();
  const begin = () => exportEverything(exportOptions(failingStores(stores, 3), directory));
  await expect(begin()).rejects.toThrow('killed');
  await expect(exportEverything(exportOptions(stores, directory, { source: 'elsewhere' }))).rejects.toThrow(
    'of other stores',
  );
  await writeFile(join(directory, 'unfinished/process'), String(process.ppid));
  await expect(exportEverything(exportOptions(stores, directory))).rejects.toMatchObject({ code: 'write-conflict' });
  await writeFile(join(directory, 'unfinished/process'), '999999999');
  await exportEverything(exportOptions(stores, directory));
});
