import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { reference } from '../__fixtures__/modules.ts';
import { applyContext } from '../__fixtures__/movable-assembly.ts';
import { openLedgerOf } from '../applied/open-applied.ts';
import { openLedger } from './ledger.ts';
import { openProcessFiles } from './process-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-ledger-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const program = fileURLToPath(new URL('../__fixtures__/add-entries-process.ts', import.meta.url));
const open = (name: string, writer = 'test') =>
  openLedger({ directory: join(folder, name), writer, now: () => 1_795_000_000_000 });

function addEntries(name: string, writer: string, count: number) {
  const child = spawn(process.execPath, [program, join(folder, name), writer, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const acknowledged = () => said.split('\n').slice(0, -1).map(Number);
  return { child, acknowledged, ended: once(child, 'close') };
}

test('who only looks makes no folder where there is none, and one that goes away is no empty ledger', async () => {
  const directory = join(folder, 'elsewhere');
  const options = { directory, writer: 'look', now: () => 0 };
  const looking = await openLedger({ ...options, makes: false });
  const files = await openProcessFiles(directory);
  expect(await looking.read()).toBeUndefined();
  expect(await looking.entries()).toEqual([]);
  expect(await files.list()).toEqual([]);
  await expect(looking.change(() => undefined)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('its disk may not be mounted'),
  });
  expect(readdirSync(folder)).not.toContain('elsewhere');

  const { self } = await servingFiles(directory);
  await (await openLedger(options)).begin(firstEntry);
  expect(await looking.read()).toMatchObject({ revision: 1 });
  expect(await files.list()).toMatchObject([{ id: self.id }]);
  renameSync(directory, join(folder, 'away'));
  const gone = { code: 'storage-unavailable', message: expect.stringContaining('cannot be used') };
  await expect(looking.read()).rejects.toMatchObject(gone);
  await expect(looking.change(() => ({ what: 'x' }))).rejects.toMatchObject(gone);
  await expect(files.list()).rejects.toMatchObject(gone);
});

/** A process that serves announces itself. */
async function servingFiles(directory: string) {
  const { files, self } = await openLedgerOf(directory, applyContext, 'serving');
  await files.write(self);
  return { files, self };
}

test('begins once, and goes on from the newest entry', async () => {
  const ledger = await open('begin');
  expect(await ledger.read()).toBeUndefined();
  await expect(ledger.change(() => ({ what: 'x' }))).rejects.toMatchObject({ code: 'not-found' });
  const [one, other] = await Promise.all([
    ledger.begin(firstEntry),
    (await open('begin', 'b')).begin({ ...firstEntry, what: 'Other.' }),
  ]);
  expect(one).toEqual(other);
  expect(one).toMatchObject({ revision: 1, epoch: 1, changeOvers: {} });
  const next = await ledger.change(({ epoch }) => ({ what: 'Next.', epoch: epoch + 1 }));
  expect(next).toMatchObject({ revision: 2, epoch: 2, data: firstEntry.data });
  expect(await ledger.change(() => undefined)).toEqual(next);
  expect((await ledger.entries()).map(({ what }) => what)).toEqual([one.what, 'Next.']);
});

test('nobody else on the machine may look into the folders that it makes: the record often lies beside it', async () => {
  await open('data/assembly');
  const modeOf = (name: string) => statSync(join(folder, name)).mode & 0o077;
  expect([modeOf('data'), modeOf('data/assembly')]).toEqual([0, 0]);
});

test('processes that write at once lose no entry and never share a number', { timeout: 120_000 }, async () => {
  const ledger = await open('many');
  await ledger.begin(firstEntry);
  const writers = ['a', 'b', 'c'].map((writer) => addEntries('many', writer, 30));
  await Promise.all(writers.map(({ ended }) => ended));
  const numbers = writers.flatMap(({ acknowledged }) => acknowledged()).sort((left, right) => left - right);
  expect(numbers).toEqual(Array.from({ length: 90 }, (_, place) => place + 2));
  expect((await ledger.read())?.epoch).toBe(91);
});

test('killed amid writing: what was acknowledged is there, the rest is whole or not there, and others go on', {
  timeout: 120_000,
}, async () => {
  const ledger = await open('killed');
  await ledger.begin(firstEntry);
  for (let round = 0; round < 5; round += 1) {
    const { child, acknowledged, ended } = addEntries('killed', `round${round}`, 100_000);
    while (acknowledged().length < 3 + round) await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await ended;
    const entries = await ledger.entries();
    expect(entries.map(({ revision }) => revision)).toEqual(entries.map((_, place) => place + 1));
    for (const revision of acknowledged()) expect(entries[revision - 1]?.what).toMatch(`round${round} `);
    await ledger.change(() => ({ what: 'Somebody else goes on.' }));
  }
});

test('an entry of a newer format, or one that is damaged, is told and not guessed at', async () => {
  const ledger = await open('newer');
  const first = await ledger.begin(firstEntry);
  const put = (text: string) => writeFileSync(join(folder, 'newer', 'entry-00000002.json'), text);
  put(JSON.stringify({ ...first, revision: 2, format: 3 }));
  await expect(ledger.read()).rejects.toMatchObject({ code: 'storage-newer' });
  put('{"format": 1, "revis');
  await expect(ledger.read()).rejects.toMatchObject({ code: 'storage-corrupt' });
  put(JSON.stringify({ ...first, revision: 7 }));
  await expect(ledger.read()).rejects.toMatchObject({ code: 'storage-corrupt' });
});

test('an entry of the time when services took effect at a start is read as one of today', async () => {
  const ledger = await open('older');
  const { services: _, ...first } = await ledger.begin(firstEntry);
  const services = [reference('digital-service', 'shell')];
  const grants = { shell: ['system/Observation.rs'] };
  const older = { ...first, format: 1, revision: 2, others: { ...first.others, services, grants } };
  writeFileSync(join(folder, 'older', 'entry-00000002.json'), JSON.stringify(older));
  const entry = await ledger.read();
  expect(entry).toEqual({ ...first, revision: 2, services: { references: services, grants, since: 1 } });
  const changed = await ledger.change(() => ({ what: 'Something happened.' }));
  expect(changed).toMatchObject({ format: 2, revision: 3, services: { references: services } });
});

test('a folder that cannot be made is told in words', async () => {
  writeFileSync(join(folder, 'a-file'), '');
  await expect(open('a-file')).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('See that the folder can be read and written'),
  });
});

test('leaves no temporary files', async () => {
  const ledger = await open('tidy');
  await ledger.begin(firstEntry);
  await ledger.change(() => ({ what: 'Next.' }));
  expect(readdirSync(join(folder, 'tidy')).sort()).toEqual(['entry-00000001.json', 'entry-00000002.json']);
});
