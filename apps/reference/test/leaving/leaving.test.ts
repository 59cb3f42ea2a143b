import { existsSync, readdirSync } from 'node:fs';
import { appendFile, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { type Acknowledged, kill, send, systemToken, writeUntilKilled } from '../crash/crash-round.ts';
import { idsOf, writeImportFiles } from '../crash/import-files.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';

const folder = await mkdtemp(join(tmpdir(), 'baseplate-leaving-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const size = { bundles: 60, resources: 30 };

let imported: Promise<string> | undefined;

/** A record of one's own, a copy of the one that was filled for all of them: it is at rest. */
async function filledRecord(name: string): Promise<string> {
  imported ??= importedRecord();
  const data = join(folder, name);
  await cp(await imported, data, { recursive: true });
  return data;
}

async function importedRecord(): Promise<string> {
  const data = join(folder, 'imported');
  const files = join(folder, 'files');
  writeImportFiles(files, size);
  const filling = runBaseplate(['import', files], { data });
  expect(await filling.ended, filling.said()).toBe(0);
  return data;
}

function sealOf(command: BaseplateProcess): string {
  return /^seal ([0-9a-f]{64})$/m.exec(command.answered())?.[1] ?? '';
}

test('exported while it is written to, the exporter killed twice: elsewhere it is the same up to the mark, and the record went on', {
  timeout: 300_000,
}, async () => {
  const data = await filledRecord('written');
  const record = runBaseplate(['start'], { data });
  const url = await record.ready;
  const { port } = new URL(url);
  const token = await systemToken(data, url);
  const acknowledged: Acknowledged = new Map();
  const writing = writeUntilKilled(url, token, 0, acknowledged);
  const out = join(folder, 'out');
  for (const sign of ['resources', 'digests']) {
    const exporter = runBaseplate(['export', '--everything', out], { data, port });
    while (!existsSync(join(out, sign)) && exporter.child.exitCode === null) await wait(1);
    await kill(exporter);
    expect(exporter.child.signalCode, exporter.said()).toBe('SIGKILL');
    expect(readdirSync(out)).not.toContain('SHA256SUMS.sha256');
    const early = runBaseplate(['import', out], { data: join(folder, 'early') });
    expect(await early.ended).toBe(2);
    expect(early.said()).toContain('is no finished archive');
  }
  const before = acknowledged.size;
  const exporter = runBaseplate(['export', '--everything', out], { data, port });
  expect(await exporter.ended, exporter.said()).toBe(0);
  expect(acknowledged.size).toBeGreaterThan(before);
  await kill(record);
  await writing;

  const there = join(folder, 'there');
  const report = join(folder, 'report');
  const importing = runBaseplate(['import', out, '--report', report], { data: there });
  expect(await importing.ended, importing.said()).toBe(0);
  expect(importing.said()).toContain('The record holds exactly what the archive holds');
  const { result, stores } = JSON.parse(await readFile(join(report, 'report.json'), 'utf8'));
  expect(result).toBe('same');
  expect(stores).toMatchObject([{ name: 'Documents' }, { name: 'Audit log' }]);
  const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
  expect(manifest.records.bucketsConfirmed).toBe(manifest.records.buckets);
  expect(manifest.problems).toEqual([]);
  expect(await readFile(join(out, 'SHA256SUMS.sha256'), 'utf8')).toContain(sealOf(exporter));

  const doctor = runBaseplate(['doctor'], { data: there });
  expect(await doctor.ended, doctor.answered()).toBe(0);
  expect(doctor.answered()).toContain('Audit chain: whole');
  const started = runBaseplate(['start'], { data: there });
  const address = await started.ready;
  const fresh = await systemToken(there, address);
  for (const id of idsOf(size).filter((_, place) => place % 97 === 0)) {
    const answer = await send(address, fresh, `/Basic/${id}`);
    await answer.arrayBuffer();
    expect(answer.status, id).toBe(200);
  }
  expect(await started.stop('SIGTERM')).toBe(0);
});

test('a backup comes back into an empty folder, with the sessions and tokens of before, and never over anything', {
  timeout: 300_000,
}, async () => {
  const data = await filledRecord('backed-up');
  const record = runBaseplate(['start'], { data });
  const url = await record.ready;
  const { port } = new URL(url);
  const token = await systemToken(data, url);
  const backup = join(folder, 'backup');
  const saving = runBaseplate(['backup', backup], { data, port });
  expect(await saving.ended, saving.said()).toBe(0);
  const running = runBaseplate(['restore', backup], { data, port });
  expect(await running.ended).toBe(2);
  expect(running.said()).toContain('stop it first');
  await record.stop('SIGTERM');
  const over = runBaseplate(['restore', backup], { data });
  expect(await over.ended).toBe(2);
  expect(over.said()).toContain('is not empty');
  expect((await stat(join(backup, 'secrets/state.ndjson'))).mode & 0o077).toBe(0);

  const restored = join(folder, 'restored');
  const restoring = runBaseplate(['restore', backup], { data: restored });
  expect(await restoring.ended, restoring.said()).toBe(0);
  const again = runBaseplate(['start'], { data: restored });
  const address = await again.ready;
  // Made before the backup, by a key that is in it.
  const answer = await send(address, token, `/Basic/${idsOf(size)[0]}`);
  await answer.arrayBuffer();
  expect(answer.status).toBe(200);
  await again.stop('SIGTERM');
  const doctor = runBaseplate(['doctor'], { data: restored });
  expect(await doctor.ended, doctor.answered()).toBe(0);

  const [file = ''] = readdirSync(join(backup, 'resources'));
  await appendFile(join(backup, 'resources', file), ' ');
  const check = runBaseplate(['backup', '--check', backup], { data });
  expect(await check.ended).toBe(1);
  expect(check.answered()).toContain(`resources/${file}: has changed`);
});

test('a disk that takes no more is told in words, and the export goes on when it does again', {
  timeout: 300_000,
}, async () => {
  const data = await filledRecord('small-disk');
  const out = join(folder, 'small');
  const full = runBaseplate(['export', '--everything', out], { data, fileBlocks: 200 });
  expect(await full.ended, full.said()).toBe(1);
  expect(full.said()).toContain(`The archive ${out} cannot be used.`);
  expect(full.said()).toContain('run the same command again: it goes on');
  const going = runBaseplate(['export', '--everything', out], { data });
  expect(await going.ended, going.said()).toBe(0);
  const check = runBaseplate(['backup', '--check', out], { data });
  expect(await check.ended, check.answered()).toBe(0);
});
