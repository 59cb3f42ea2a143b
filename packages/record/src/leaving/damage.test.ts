import { appendFile, cp, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangesOptions } from '@baseplate-epr/contracts';
import { expect, test, vi } from 'vitest';
import { everyVersion, versionOf } from '../change-over/__fixtures__/stores.ts';
import { busyRecord, emptyStores, exported, exportOptions, importInto, newFolder } from './__fixtures__/archives.ts';
import { readManifest } from './reading/read-manifest.ts';
import { verifyArchive } from './reading/verify-archive.ts';
import { hashFile } from './writing/export-checksums.ts';
import { exportEverything } from './writing/export-everything.ts';

// Every one of them flushes many files to the disk, which others may keep busy.
vi.setConfig({ testTimeout: 120_000 });

async function filesOf(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(directory.length + 1));
}

async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  const place = Math.min(bytes.length - 1, Math.floor(bytes.length * at));
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

test('one flipped bit in any file of a backup is found, the file is named, and nothing is restored', async () => {
  const source = await busyRecord();
  const whole = await exported(source.stores, { kind: 'backup' });
  const files = await filesOf(whole);
  expect(files.length).toBeGreaterThan(20);
  for (const [number, file] of files.entries()) {
    const bytes = await readFile(join(whole, file));
    if (bytes.length === 0) continue;
    await flip(join(whole, file), (number % 10) / 10);
    const { faults } = await verifyArchive({ directory: whole });
    const named = file === 'SHA256SUMS.sha256' ? 'SHA256SUMS' : file;
    expect(
      faults.map((fault) => fault.file),
      file,
    ).toContain(named);
    await writeFile(join(whole, file), bytes);
  }
  expect((await verifyArchive({ directory: whole })).faults).toEqual([]);
  await flip(join(whole, 'resources/Patient.ndjson'), 0.5);
  const target = await emptyStores();
  const message = expect.stringContaining('resources/Patient.ndjson');
  await expect(importInto(target, whole)).rejects.toMatchObject({ code: 'content-mismatch', message });
  expect(await everyVersion(target.records)).toEqual([]);
});

test('whoever changes a text and every checksum with it is found by the digests, or the chain', async () => {
  const source = await busyRecord();
  const directory = await exported(source.stores);
  const forge = async (file: string, from: string, to: string) => {
    const path = join(directory, file);
    const text = await readFile(path, 'utf8');
    expect(text).toContain(from);
    const sums = join(directory, 'SHA256SUMS');
    const list = await readFile(sums, 'utf8');
    const before = (await hashFile(path)).sha256;
    await writeFile(path, text.replace(from, to));
    await writeFile(sums, list.replace(before, (await hashFile(path)).sha256));
    await writeFile(join(directory, 'SHA256SUMS.sha256'), `${(await hashFile(sums)).sha256}  SHA256SUMS\n`);
  };
  await forge('resources/Patient.ndjson', 'Second', 'Third!');
  expect((await verifyArchive({ directory })).faults).toMatchObject([
    { file: 'resources/Patient.ndjson', reason: expect.stringContaining('Patient/ann/_history/2') },
    { file: 'digests/buckets.ndjson' },
    { file: 'digests/compartments.ndjson' },
  ]);
  await forge('resources/Patient.ndjson', 'Third!', 'Second');
  await forge('audit/entries.ndjson', '"action":"update"', '"action":"delete"');
  expect((await verifyArchive({ directory })).faults).toMatchObject([
    { file: 'audit/entries.ndjson', reason: expect.stringContaining('does not have its hash') },
  ]);
});

test('what was taken away together with its checksum is missed: a document, its line, people, a checkpoint', async () => {
  const source = await busyRecord();
  const whole = await exported(source.stores);
  const [letter = ''] = (await filesOf(whole)).filter((file) => file.startsWith('documents/'));
  const cutLine = async (directory: string, file: string) => {
    const [, ...rest] = (await readFile(join(directory, file), 'utf8')).split('\n');
    await writeFile(join(directory, file), rest.join('\n'));
  };
  const cuts: readonly [(directory: string) => Promise<unknown>, string, string][] = [
    [(directory) => rm(join(directory, letter)), letter, 'is missing: the document of Binary/letter/_history/1'],
    [(directory) => rm(join(directory, letter)), 'documents', 'holds 0 documents; the manifest says 1'],
    [(directory) => rm(join(directory, 'documents.ndjson')), 'documents.ndjson', 'Binary/letter/_history/1'],
    [(directory) => cutLine(directory, 'documents.ndjson'), 'documents.ndjson', 'Binary/letter/_history/1'],
    [(directory) => rm(join(directory, 'people.json')), 'SHA256SUMS', 'does not name people.json'],
    [
      (directory) => cutLine(directory, 'audit/checkpoints.ndjson'),
      'audit/checkpoints.ndjson',
      'lines; the manifest says',
    ],
  ];
  for (const [cut, file, reason] of cuts) {
    const directory = await newFolder();
    await cp(whole, directory, { recursive: true });
    await cut(directory);
    await rm(join(directory, 'SHA256SUMS.sha256'));
    await sealAnew(directory);
    const { faults } = await verifyArchive({ directory });
    expect(faults).toContainEqual({ file, reason: expect.stringContaining(reason) });
    await expect(importInto(await emptyStores(), directory)).rejects.toMatchObject({ code: 'content-mismatch' });
  }
});

/** As somebody does who makes every checksum anew. */
async function sealAnew(directory: string): Promise<void> {
  const lines: string[] = [];
  for (const file of await filesOf(directory)) {
    if (!file.startsWith('SHA256SUMS')) lines.push(`${(await hashFile(join(directory, file))).sha256}  ${file}\n`);
  }
  const sums = join(directory, 'SHA256SUMS');
  await writeFile(sums, lines.join(''));
  await writeFile(`${sums}.sha256`, `${(await hashFile(sums)).sha256}  SHA256SUMS\n`);
}

test('an archive that was cut short is refused, and said to be', async () => {
  const source = await busyRecord();
  const whole = await exported(source.stores);
  const cuts: readonly [(directory: string) => Promise<unknown>, string][] = [
    [(directory) => rm(join(directory, 'SHA256SUMS.sha256')), 'cut short'],
    [(directory) => rm(join(directory, 'resources/Patient.ndjson')), 'resources/Patient.ndjson: is missing'],
    [(directory) => truncate(join(directory, 'audit/entries.ndjson'), 100), 'audit/entries.ndjson: has changed'],
    [(directory) => appendFile(join(directory, 'documents.ndjson'), '\n'), 'documents.ndjson: has changed'],
    [(directory) => writeFile(join(directory, 'SHA256SUMS'), ''), 'does not name manifest.json'],
  ];
  for (const [cut, words] of cuts) {
    const directory = await newFolder();
    await cp(whole, directory, { recursive: true });
    await cut(directory);
    await expect(importInto(await emptyStores(), directory)).rejects.toThrow(words);
  }
});

test('a folder that is not there is told as that, and not as an archive that was cut short', async () => {
  const mistyped = join(await newFolder(), 'bakcup');
  const message = expect.stringMatching(/bakcup cannot be used\. It is not there/);
  await expect(importInto(await emptyStores(), mistyped)).rejects.toMatchObject({ message });
  await expect(verifyArchive({ directory: mistyped })).rejects.toMatchObject({ message });
});

test('a record that is not empty is left as it is', async () => {
  const source = await busyRecord();
  const directory = await exported(source.stores, { kind: 'backup' });
  const used = await emptyStores();
  await used.records.load({ versions: [versionOf({ id: 'x' })] });
  await expect(importInto(used, directory)).rejects.toThrow('1 versions of resources');
  expect(await everyVersion(used.records)).toHaveLength(1);
  const audited = await emptyStores();
  await audited.audit.load({ entries: (await source.stores.audit.chains({ limit: 10 })).entries });
  await expect(importInto(audited, directory, { purpose: 'restore' })).rejects.toThrow('an audit log');
  expect((await importInto(audited, directory)).same).toBe(true);
  await expect(importInto(audited, directory)).rejects.toThrow('is complete');
  const other = await emptyStores();
  const wrong = await exported(source.stores);
  await expect(importInto(other, wrong, { purpose: 'restore' })).rejects.toThrow('is an export');
});

test('an export does not write into a folder with something else in it, and not over a finished one', async () => {
  const { stores } = await busyRecord();
  const directory = await newFolder();
  await mkdir(join(directory, 'holiday-pictures'));
  await expect(exportEverything(exportOptions(stores, directory))).rejects.toThrow('is not empty');
  const finished = await exported(stores);
  await expect(exportEverything(exportOptions(stores, finished))).rejects.toThrow('finished');
  expect((await verifyArchive({ directory: finished })).faults).toEqual([]);
});

test('what the store gives out otherwise than it was given, and documents that are gone, are told', async () => {
  const { stores } = await busyRecord();
  const records = {
    ...stores.records,
    changes: async (options: ChangesOptions) => {
      const page = await stores.records.changes(options);
      const versions = page.versions.map((one) => (one.id === 'of-ann' ? { ...one, text: `${one.text} ` } : one));
      return { ...page, versions };
    },
  };
  const [document] = (await stores.documents.list({ limit: 1 })).documents;
  await stores.documents.delete({ sha256: document?.sha256 ?? '' });
  const directory = await exported({ ...stores, records });
  const { problems } = await readManifest(directory);
  expect(problems).toMatchObject([
    { what: expect.stringMatching(/^bucket [0-9a-f]{2}$/) },
    { what: `document ${document?.sha256} of Binary/letter/_history/1` },
  ]);
  // What the export has told is no fault of its archive.
  expect((await verifyArchive({ directory })).faults).toEqual([]);
});

test('a record that keeps something else than it is given is found out, and the version named', async () => {
  const source = await busyRecord();
  const directory = await exported(source.stores);
  const target = await emptyStores();
  const records = {
    ...target.records,
    load: ({ versions }: Parameters<typeof target.records.load>[0]) =>
      target.records.load({
        versions: versions.map((one) =>
          one.id === 'digits' ? { ...one, text: one.text.replace('1.2300E+1', '12.3') } : one,
        ),
      }),
  };
  const { same, report } = await importInto({ ...target, records }, directory);
  expect(same).toBe(false);
  expect(report).toMatchObject({
    result: 'unexplained',
    differences: [{ kind: 'content', resource: 'Observation/digits', versionId: '1', patients: ['ann'] }],
  });
});
