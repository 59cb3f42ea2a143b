import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { createFilesystemDocumentStore } from './create-filesystem-document-store.ts';
import { filesystemDocuments } from './filesystem-documents-options.ts';
import { incomingFolder } from './incoming-folder.ts';
import { tamperFolder } from './proof/tamper-folder.ts';
import { writerSpace } from './writer-space.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'documents-filesystem-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

test('the configuration factory names a module that can be loaded', async () => {
  const reference = filesystemDocuments({ directory });
  const exported: Record<string, unknown> = await import(reference.module);
  expect(exported[reference.factory]).toBe(createFilesystemDocumentStore);
  expect(structuredClone(reference)).toEqual(reference);
});

test('makes its folder, and the folders above it', async () => {
  const store = createFilesystemDocumentStore({ directory: join(directory, 'a', 'b') });
  await store.start(moduleContext);
  expect(await readdir(join(directory, 'a', 'b'))).toEqual(['incoming']);
  await store.stop();
});

test('a start that only looks makes no folder, and finds what is there', async () => {
  const place = join(directory, 'not-mounted');
  const looking = createFilesystemDocumentStore({ directory: place });
  const message = expect.stringContaining('that its disk is mounted');
  const refused = { code: 'precondition-failed', message };
  await expect(looking.start({ ...moduleContext, keepsSchema: true })).rejects.toMatchObject(refused);
  expect(await readdir(directory)).toEqual([]);
  const store = createFilesystemDocumentStore({ directory: place });
  await store.start(moduleContext);
  await store.stop();
  await looking.start({ ...moduleContext, keepsSchema: true });
  expect((await looking.list({ limit: 1 })).documents).toEqual([]);
  await looking.stop();
});

test('nobody else on the machine may look into a folder that it makes', async () => {
  const store = createFilesystemDocumentStore({ directory: join(directory, 'new', 'documents') });
  await store.start(moduleContext);
  await store.stop();
  expect((await stat(join(directory, 'new'))).mode & 0o077).toBe(0);
});

test('says what is wrong with a folder that cannot be', async () => {
  await writeFile(join(directory, 'file'), 'x');
  const store = createFilesystemDocumentStore({ directory: join(directory, 'file', 'documents') });
  const message = expect.stringContaining('Name a folder.');
  await expect(store.start(moduleContext)).rejects.toMatchObject({ code: 'storage-unavailable', message });
  const unnamed = createFilesystemDocumentStore({ directory: '' });
  await expect(unnamed.start(moduleContext)).rejects.toMatchObject({ code: 'configuration-invalid' });
});

test('says that a folder is read-only', async () => {
  const script = join(import.meta.dirname, '__fixtures__', 'start-without-rights.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, directory]);
  expect(stdout).toContain('storage-unavailable');
  expect(stdout).toContain('This process may not write there.');
});

test('clears away at its start what killed processes left, and leaves alone what a living one writes, here or on another machine', async () => {
  const incoming = incomingFolder(directory);
  await mkdir(incoming);
  const here = writerSpace();
  const living = `${process.ppid}.${here}.living`;
  const ours = `${process.pid}.${here}.ours`;
  const before = `${process.pid}.${here}.before`;
  // Another container has processes of the same numbers, and of others; an earlier release did not say where its processes were.
  const elsewhere = [`999999999.0123456789ab.put`, `${process.pid}.0123456789ab.put`, `${process.pid}.put`];
  const old = ['1.0123456789ab.old', `${process.ppid}.${here}.old`, 'nonsense'];
  for (const name of [`999999999.${here}.dead`, living, ours, before, ...elsewhere, ...old]) {
    await writeFile(join(incoming, name), 'half');
  }
  const twoDaysAgo = new Date(Date.now() - 48 * 60 * 60 * 1_000);
  for (const name of old) await utimes(join(incoming, name), twoDaysAgo, twoDaysAgo);
  const beforeUs = new Date(Date.now() - process.uptime() * 1_000 - 5_000);
  for (const name of [before, ...elsewhere]) await utimes(join(incoming, name), beforeUs, beforeUs);
  const store = createFilesystemDocumentStore({ directory });
  await store.start(moduleContext);
  expect((await readdir(incoming)).sort()).toEqual([living, ours, ...elsewhere].sort());
  await store.stop();
});

test('putting a damaged document again mends it', async () => {
  const store = createFilesystemDocumentStore({ directory });
  await store.start(moduleContext);
  const content = (): ReadableStream<Uint8Array> => new Blob(['a letter']).stream();
  const { sha256 } = await store.put({ content: content() });
  await tamperFolder(directory, 'truncate');
  await expect(store.get({ sha256 })).rejects.toMatchObject({ code: 'storage-corrupt' });
  await store.put({ content: content() });
  expect(await new Response((await store.get({ sha256 })).content).text()).toBe('a letter');
  await store.stop();
});

test('files that are not documents are not listed', async () => {
  const store = createFilesystemDocumentStore({ directory });
  await store.start(moduleContext);
  await mkdir(join(directory, 'ab', 'cd'), { recursive: true });
  await writeFile(join(directory, 'ab', 'cd', 'notes.txt'), 'x');
  await mkdir(join(directory, 'lost+found'));
  expect(await store.list({ limit: 10 })).toEqual({ documents: [] });
  await store.stop();
});
