import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { createCollectingLogger, createTestClock } from '@baseplate-epr/conformance';
import { isBaseplateError, type ModuleContext, type RecordStore } from '@baseplate-epr/contracts';
import { createRecordStore } from '../src/index.ts';

const context: ModuleContext = {
  clock: createTestClock(),
  logger: createCollectingLogger(),
  randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'module-name-'));
});
afterEach(() => rm(folder, { recursive: true }));

const file = () => join(folder, 'record.log');

async function open(): Promise<RecordStore> {
  const store = createRecordStore({ file: file() });
  await store.start(context);
  return store;
}

async function write(store: RecordStore, id: string): Promise<void> {
  const text = `{"resourceType":"Basic","id":"${id}"}`;
  const version = {
    type: 'Basic',
    id,
    versionId: '1',
    lastUpdated: 0,
    deleted: false,
    text,
    compartments: [],
    entries: [],
  };
  const { outcome } = await store.commit({ epoch: 1, writes: [{ version, expect: 'absent' }] });
  assert.equal(outcome, 'committed');
}

const isCode = (code: string) => (error: unknown) => isBaseplateError(error) && error.code === code;

test('a line that was not written to its end is taken away, and nothing before it is lost', async () => {
  const store = await open();
  await write(store, 'kept');
  await store.stop();
  const { size } = await stat(file());
  await appendFile(file(), '0123456789abcdef {"kind":"versions","ver');
  const again = await open();
  assert.ok(await again.read({ type: 'Basic', id: 'kept' }));
  await write(again, 'after');
  await again.stop();
  assert.ok((await stat(file())).size > size);
  const last = await open();
  assert.ok(await last.read({ type: 'Basic', id: 'after' }));
  await last.stop();
});

test('a line that was changed keeps the store from opening', async () => {
  const store = await open();
  await write(store, 'one');
  await store.stop();
  await writeFile(file(), (await readFile(file(), 'utf8')).replace('"one"', '"two"'));
  await assert.rejects(open(), isCode('storage-corrupt'));
});

test('only one store at a time has the file; a lock of a process that is gone is taken over', async () => {
  const store = await open();
  await assert.rejects(open(), isCode('storage-unavailable'));
  await store.stop();
  await writeFile(`${file()}.lock`, '999999999');
  await (await open()).stop();
});
