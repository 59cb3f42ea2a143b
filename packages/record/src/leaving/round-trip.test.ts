import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { observationText } from '../__fixtures__/resources.ts';
import { everyVersion } from '../change-over/__fixtures__/stores.ts';
import { busyRecord, emptyStores, exported, exportOptions, importInto, newFolder } from './__fixtures__/archives.ts';
import { readManifest } from './reading/read-manifest.ts';
import { verifyArchive } from './reading/verify-archive.ts';
import { exportEverything } from './writing/export-everything.ts';

// Every one of them flushes many files to the disk, which others may keep busy.
vi.setConfig({ testTimeout: 120_000 });

const stranger = join(import.meta.dirname, '__fixtures__', 'stranger.ts');

test('an export comes back elsewhere to the byte, in commit order, with documents and unbroken audit chains', async () => {
  const source = await busyRecord();
  const directory = await exported(source.stores);
  const target = await emptyStores();
  const result = await importInto(target, directory);
  expect(result).toMatchObject({ same: true, report: { result: 'same', differences: [] } });
  expect(await everyVersion(target.records)).toEqual(await everyVersion(source.stores.records));
  expect(await target.documents.list({ limit: 10 })).toEqual(await source.stores.documents.list({ limit: 10 }));
  const chain = async (stores: typeof target) => (await stores.audit.chains({ limit: 1000 })).entries;
  const there = await chain(target);
  const carried = (await chain(source.stores)).filter(({ detail = '' }) => !detail.startsWith('complete'));
  expect(carried.length).toBeGreaterThan(10);
  expect(there).toEqual(expect.arrayContaining(carried));
  const found = await target.records.search({
    types: ['Patient'],
    where: { kind: 'string', parameter: 'family', match: 'equals', value: 'second' },
    count: 5,
  });
  expect(found.matches.map(({ id }) => id)).toEqual(['ann']);
});

test('a stranger with nothing but the folder and its README recomputes every checksum, digest and chain', async () => {
  const source = await busyRecord();
  const directory = await exported(source.stores);
  const { records, documents, audit } = await readManifest(directory);
  const { stdout } = await promisify(execFile)(process.execPath, [stranger, directory]);
  expect(JSON.parse(stdout)).toEqual({
    wrong: [],
    versions: records.versions,
    documents: documents.uses,
    entries: audit.entries,
    checkpoints: audit.checkpoints,
  });
  expect(records.versions).toBe(9);
  expect(documents).toMatchObject({ files: 1, uses: 1, bytes: 8 });
});

test('what the manifest counts is what there is', async () => {
  const source = await busyRecord();
  const manifest = await readManifest(await exported(source.stores));
  expect(manifest.records).toMatchObject({
    types: {
      Patient: { versions: 3, deletions: 0 },
      Observation: { versions: 4, deletions: 1 },
      Binary: { versions: 1, deletions: 0 },
      Basic: { versions: 1, deletions: 1 },
    },
    compartments: 2,
  });
  expect(manifest.records.bucketsConfirmed).toBe(manifest.records.buckets);
  expect(manifest.problems).toEqual([]);
});

test('no secret of the state store is anywhere in an export, and all of them are in a backup, in one file', async () => {
  const source = await busyRecord();
  const { state } = source.stores;
  await state.namespace({ name: 'identity' }).set({ key: 'token-key', value: 'secret-token' });
  await state.namespace({ name: 'identity' }).set({ key: 'session/1', value: 'secret-session', expiresAt: 9e15 });
  await state.namespace({ name: 'somebodys-module' }).set({ key: 'counter', value: 'secret-perhaps' });
  const record = state.namespace({ name: 'record' });
  const seed = (await record.get({ key: 'signing-seed' }))?.value ?? '';
  const cursor = (await record.get({ key: 'cursor-key' }))?.value ?? '';
  const secrets = ['secret-token', 'secret-session', 'secret-perhaps', seed, cursor];
  expect(secrets).not.toContain('');
  const where = async (kind: 'export' | 'backup') => {
    const directory = await exported(source.stores, { kind });
    const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
    const holding = new Set<string>();
    for (const { parentPath, name } of files) {
      const text = await readFile(join(parentPath, name), 'utf8');
      if (secrets.some((secret) => text.includes(secret))) holding.add(join(parentPath, name).slice(directory.length));
    }
    return { holding: [...holding], directory };
  };
  const { holding, directory } = await where('export');
  expect(holding).toEqual([]);
  expect((await readManifest(directory)).state).toMatchObject({
    identity: { kept: 0, secret: 1, ephemeral: 1, unknown: 0 },
    'somebodys-module': { unknown: 1 },
  });
  expect((await where('backup')).holding).toEqual(['/secrets/state.ndjson']);
});

test('a backup brings back keys, sessions and checkpoints; what is in the record afterwards is as it was', async () => {
  const source = await busyRecord();
  const identity = source.stores.state.namespace({ name: 'identity' });
  await identity.set({ key: 'session/1', value: 'ann', expiresAt: Date.UTC(2027, 0) });
  await identity.set({ key: 'session/2', value: 'bob', expiresAt: Date.UTC(2026, 10, 29, 1) });
  await source.stores.state.namespace({ name: 'deliveries' }).set({ key: 'ward', value: 'changes-5' });
  const directory = await exported(source.stores, { kind: 'backup' });
  const target = await emptyStores();
  const restored = ({
    namespace,
    key,
    value,
  }: {
    readonly namespace: string;
    readonly key: string;
    readonly value: string;
  }) => (namespace === 'deliveries' ? `${key} of ${value} anew` : value);
  expect((await importInto(target, directory, { purpose: 'restore', restored })).same).toBe(true);
  const cursor = await target.state.namespace({ name: 'deliveries' }).get({ key: 'ward' });
  expect(cursor?.value).toBe('ward of changes-5 anew');
  for (const [name, keys] of [
    ['record', ['cursor-key', 'signing-seed']],
    ['identity', ['session/1']],
  ] as const) {
    for (const key of keys) {
      const before = await source.stores.state.namespace({ name }).get({ key });
      const after = await target.state.namespace({ name }).get({ key });
      expect(after?.value).toBe(before?.value);
      expect(after?.expiresAt).toBe(before?.expiresAt);
    }
  }
  // It had run out by then.
  expect(await target.state.namespace({ name: 'identity' }).get({ key: 'session/2' })).toBeUndefined();
  const checkpoints = async (stores: typeof target) =>
    (await stores.state.namespace({ name: 'record' }).list({ prefix: 'checkpoint/', limit: 100 })).entries.map(
      ({ value }) => value,
    );
  expect(await checkpoints(target)).toEqual(await checkpoints(source.stores));
});

test('the audit log says who took everything before the first version was read, and what was taken', async () => {
  const source = await busyRecord();
  let toldBefore = -1;
  const records = {
    ...source.stores.records,
    changes: async (options: Parameters<typeof source.stores.records.changes>[0]) => {
      if (toldBefore < 0)
        toldBefore = (await source.audited()).filter(({ action }) => action === 'export-everything').length;
      return source.stores.records.changes(options);
    },
  };
  const directory = await newFolder();
  const { seal } = await exportEverything(exportOptions({ ...source.stores, records }, directory));
  expect(toldBefore).toBe(1);
  const told = (await source.audited()).filter(({ action }) => action === 'export-everything');
  expect(told).toMatchObject([
    { kind: 'event', agent: { id: 'command-line/ann' }, outcome: 'unknown' },
    { kind: 'event', agent: { id: 'command-line/ann' }, outcome: 'success' },
  ]);
  expect(told[1]?.detail).toContain(seal);
  expect((await verifyArchive({ directory })).seal).toBe(seal);
});

test('what is written after the mark is not in it, and of no transaction a part', async () => {
  const source = await busyRecord();
  const session = source.as();
  let reads = 0;
  const records = {
    ...source.stores.records,
    changes: async (options: Parameters<typeof source.stores.records.changes>[0]) => {
      reads += 1;
      const page = await source.stores.records.changes({ ...options, limit: Math.min(options.limit, 2) });
      const id = `late-${reads}`;
      await session.update({ type: 'Observation', id, text: observationText('Patient/bob', { id }) });
      return reads < 10 ? page : source.stores.records.changes(options);
    },
  };
  const directory = await exported({ ...source.stores, records });
  const { mark, records: counted } = await readManifest(directory);
  const { versions } = await source.stores.records.changes({ limit: 1000 });
  expect(mark.versions).toBe(counted.versions);
  expect(counted.versions).toBeLessThan(versions.length);
  const target = await emptyStores();
  expect((await importInto(target, directory)).same).toBe(true);
  expect(await everyVersion(target.records)).toEqual(versions.slice(0, mark.versions));
  const after = await source.stores.records.changes({ after: mark.cursor, limit: 1000 });
  expect(after.versions).toEqual(versions.slice(mark.versions));
});

test('a record without anything in it leaves and comes as any other', async () => {
  const directory = await exported(await emptyStores());
  expect((await readManifest(directory)).records).toMatchObject({ versions: 0, compartments: 0, buckets: 0 });
  expect(await importInto(await emptyStores(), directory)).toMatchObject({ same: true });
});
