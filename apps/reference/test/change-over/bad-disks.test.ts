import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSqliteRecordStore } from '@baseplate-epr/records-sqlite';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, expect, test } from 'vitest';
import { send, systemToken } from '../crash/crash-round.ts';
import { runBaseplate } from '../start/run-baseplate.ts';
import { transcript } from './evidence.ts';
import { context, digests, lostFrom, openPostgres, openSqlite } from './stores.ts';
import { newestEntry, source, startTrust, stopTrusts, type Trust } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-bad-disks-'));
const postgres = await startPostgres();
afterAll(async () => {
  await stopTrusts();
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

const inForce = (data: string) => newestEntry(data)?.data.records.reference;

/** Resources of some size, one after the other. */
async function fill({ data, url }: Trust, from: number, count: number, note: string): Promise<[string, number][]> {
  const token = await systemToken(data, url, { configuration: source });
  const written: [string, number][] = [];
  for (let number = from; number < from + count; number += 1) {
    const text = JSON.stringify({ resourceType: 'Basic', id: `b${number}`, code: { text: note.repeat(4000) } });
    expect((await send(url, token, `/Basic/b${number}`, text, 'PUT')).status).toBe(201);
    written.push([`Basic/b${number}`, 1]);
  }
  return written;
}

/** Small resources by one transaction; their ids begin with this. */
async function many({ data, url }: Trust, name: string, count: number): Promise<[string, number][]> {
  const token = await systemToken(data, url, { configuration: source });
  const ids = Array.from({ length: count }, (_, number) => `${name}${number}`);
  const entry = ids.map((id) => ({
    resource: { resourceType: 'Basic', id, code: { text: 'small' } },
    request: { method: 'PUT', url: `Basic/${id}` },
  }));
  const body = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
  expect((await send(url, token, '', body)).status).toBe(200);
  return ids.map((id) => [`Basic/${id}`, 1]);
}

test('a damaged row amid the source is named before anything is flipped, the record goes on, and with it mended the apply resumes', {
  timeout: 480_000,
}, async () => {
  const data = join(folder, 'damaged');
  const options = { data, databaseUrl: postgres.url, processes: 1 };
  const first = await startTrust(options);
  // More than a plan looks at: the copy itself must come upon the damage.
  const before = await many(first, 'm', 600);
  const [damaged] = await fill(first, 20, 1, 'damage here ');
  const after = await fill(first, 21, 20, 'whole ');
  expect(await first.record.stop('SIGTERM')).toBe(0);
  // A long text lies in a chain of pages, each of which begins with the number of the next.
  const file = join(data, 'records.db');
  const whole = readFileSync(file);
  const bytes = Buffer.from(whole);
  const pageSize = bytes.readUInt16BE(16);
  const holding = (from: number) => Math.floor(bytes.indexOf('damage here', from * pageSize) / pageSize);
  let page = holding(0);
  // Not where the record's index holds the beginning: nothing is taken over from there.
  while (bytes.readUInt32BE(page * pageSize) !== page + 2) page = holding(page + 1);
  bytes.writeUInt32BE(0xfffffff0, page * pageSize);
  writeFileSync(file, bytes);

  const trust = await startTrust(options);
  const load = trust.load('beside');
  const seen = transcript('damaged-row', data);
  seen.done(
    `A record of ${before.length + after.length + 1} versions; in one of them a page of the file was damaged. It is read and written meanwhile.`,
  );
  const refused = await trust.run(['apply']);
  seen.said('baseplate apply', refused);
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(
    /\b1 version cannot be taken over\. .*damaged.*Nothing was changed over; the old store goes on/,
  );
  expect(inForce(data)?.package).toBe('@baseplate-epr/records-sqlite');
  const beside = await load.stop();
  expect(beside.failures).toEqual([]);
  seen.done(`Beside it ${beside.writes} writes and ${beside.reads} reads, ${beside.failures.length} failed.`);
  expect(await trust.record.stop('SIGTERM')).toBe(0);

  // The page is put back, as a restore would; what was written since lies in others.
  const now = readFileSync(file);
  whole.copy(now, page * pageSize, page * pageSize, (page + 1) * pageSize);
  writeFileSync(file, now);
  const mended = await startTrust(options);
  seen.done('The page was put back, and the record started again.');
  const applied = await mended.run(['apply']);
  seen.said('baseplate apply', applied);
  expect(applied.code, applied.said).toBe(0);
  const there = await openPostgres(postgres.url);
  expect(await lostFrom(there, [...before, ...(damaged ? [damaged] : []), ...after, ...beside.acknowledged])).toEqual(
    [],
  );
  seen.done('Every version that was acknowledged is in the new store, the damaged one too.');
  seen.keep();
  await there.stop();
  expect(await mended.record.stop('SIGTERM')).toBe(0);
});

test('a disk that is full in the middle of a copy is told in words, costs nothing, and with room the apply resumes', {
  timeout: 480_000,
}, async () => {
  const data = join(folder, 'full');
  const target = fileURLToPath(new URL('./__fixtures__/small.other-file.config.ts', import.meta.url));
  const trust = await startTrust({ data, databaseUrl: '', processes: 1, target });
  // The first page fits, the later one does not.
  const small = [...(await many(trust, 'm', 600)), ...(await many(trust, 'n', 600))];
  const written = [...small, ...(await fill(trust, 0, 120, 'much to copy '))];
  const load = trust.load('beside');
  // No file of the command may grow beyond a megabyte.
  const port = new URL(trust.url).port;
  const cut = runBaseplate(['apply'], { data, port, configuration: target, fileBlocks: 2000 });
  expect(await cut.ended).toBe(1);
  const seen = transcript('full-disk', data);
  seen.done(
    'A record is copied to another disk, where no file may grow beyond a megabyte (ulimit -f). It is read and written meanwhile.',
  );
  seen.said('baseplate apply', { code: await cut.ended, answered: cut.answered(), said: cut.said() });
  expect(cut.said()).toMatch(/disk|room/i);
  expect(cut.said()).not.toMatch(/ {4}at /);
  expect(inForce(data)?.keeps).toBe(join(data, 'records.db'));
  expect(newestEntry(data)?.changeOvers.records).toMatchObject({ phase: 'copying' });
  const [progress = ''] = readdirSync(join(data, 'assembly', 'progress'));
  const stood = JSON.parse(readFileSync(join(data, 'assembly', 'progress', progress), 'utf8'));
  expect(stood.versions).toBeGreaterThan(100);

  seen.done(`${stood.versions} versions are in the new store, and that is written down. Then there is room again.`);
  const resumed = await trust.run(['apply']);
  seen.said('baseplate apply', resumed);
  expect(resumed.code, resumed.said).toBe(0);
  const report = await load.stop();
  expect(report.failures).toEqual([]);
  seen.done(`Beside it ${report.writes} writes and ${report.reads} reads, ${report.failures.length} failed.`);
  const there = createSqliteRecordStore({ file: join(data, 'other-disk', 'records.db') });
  await there.start(context);
  expect(await lostFrom(there, [...written, ...report.acknowledged])).toEqual([]);
  const here = await openSqlite(data);
  await expect.poll(() => digests(here), { timeout: 30_000 }).toBe(await digests(there));
  seen.done('Every version that was acknowledged is in the new store, and the digests of both are equal.');
  seen.keep();
  await here.stop();
  await there.stop();
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
