import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createSqliteRecordStore } from '@baseplate-epr/records-sqlite';
import { afterAll, expect, test } from 'vitest';
import { send, systemToken } from '../crash/crash-round.ts';
import { context, digests, lostFrom, openSqlite } from './stores.ts';
import { newestEntry, source, startTrust, stopTrusts, type Trust } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-given-up-'));
const target = fileURLToPath(new URL('./__fixtures__/small.other-file.config.ts', import.meta.url));
afterAll(async () => {
  await stopTrusts();
  rmSync(folder, { recursive: true, force: true });
});

/** Small resources by transactions; their ids begin with this. */
async function write({ data, url }: Trust, name: string, count: number): Promise<[string, number][]> {
  const token = await systemToken(data, url, { configuration: source });
  const ids = Array.from({ length: count }, (_, number) => `${name}${number}`);
  for (let from = 0; from < count; from += 500) {
    const entry = ids.slice(from, from + 500).map((id) => ({
      resource: { resourceType: 'Basic', id, code: { text: 'small' } },
      request: { method: 'PUT', url: `Basic/${id}` },
    }));
    const body = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
    expect((await send(url, token, '', body)).status).toBe(200);
  }
  return ids.map((id) => [`Basic/${id}`, 1]);
}

async function openTarget(data: string) {
  const store = createSqliteRecordStore({ file: join(data, 'other-disk', 'records.db') });
  await store.start(context);
  return store;
}

/** Takes the row of a resource out of the target's file, beneath the digests that the store keeps. */
function loseRow(data: string, id: string): void {
  const file = new DatabaseSync(join(data, 'other-disk', 'records.db'));
  const { changes } = file.prepare('DELETE FROM version WHERE text LIKE ?').run(`%"${id}"%`);
  expect(changes).toBe(1);
  file.close();
}

/** Notes that everything that was copied was read again, and found the same. */
async function noteChecked(data: string): Promise<void> {
  const progress = join(data, 'assembly', 'progress');
  const copy = readdirSync(progress).find((name) => /^copy-.*json$/.test(name)) ?? '';
  const { cursor, versions } = JSON.parse(readFileSync(join(progress, copy), 'utf8'));
  const their = await openTarget(data);
  const end = await their.changes({ begin: 'end', limit: 1 });
  await their.stop();
  const checked = { left: { cursor, versions }, right: { cursor: end.cursor, versions } };
  writeFileSync(join(progress, copy.replace('copy-', 'check-')), JSON.stringify({ checked, began: Date.now() }));
}

/** How far the copies have come that are noted beside the ledger. */
function copied(data: string): number {
  const progress = join(data, 'assembly', 'progress');
  const names = existsSync(progress) ? readdirSync(progress) : [];
  return Math.max(
    0,
    ...names
      .filter((name) => /^copy-.*json$/.test(name))
      .map((name) => JSON.parse(readFileSync(join(progress, name), 'utf8')).versions),
  );
}

/** Kills an apply when it has copied something. */
async function leave(trust: Trust): Promise<void> {
  let before = copied(trust.data);
  const apply = trust.begin(['apply']);
  while (copied(trust.data) === before || copied(trust.data) === 0) {
    before = Math.min(before, copied(trust.data));
    expect(apply.child.exitCode, apply.said()).toBeNull();
    await wait(1);
  }
  apply.child.kill('SIGKILL');
  await apply.ended;
  while (newestEntry(trust.data)?.changeOvers.records?.applier !== undefined) await wait(20);
  expect(newestEntry(trust.data)?.changeOvers.records?.phase).toBe('copying');
}

test('what was given up half copied is gone on with by the next apply, but not where somebody else has written meanwhile', {
  timeout: 480_000,
}, async () => {
  const data = join(folder, 'given-up');
  const trust = await startTrust({ data, databaseUrl: '', processes: 1, target });
  const first = await write(trust, 'a', 3000);
  await leave(trust);
  const given = await trust.run(['rollback']);
  expect(given.code, given.said).toBe(0);
  expect(given.answered).toContain('an apply to it goes on with that');
  const later = await write(trust, 'b', 50);

  const their = await openTarget(data);
  const theirs = { type: 'Basic', id: 'theirs', versionId: '1', lastUpdated: 1000, deleted: false, compartments: [] };
  await their.commit({
    epoch: 9,
    writes: [{ version: { ...theirs, text: '{"resourceType":"Basic","id":"theirs"}', entries: [] }, expect: 'absent' }],
  });
  const before = await digests(their);
  const mixed = await trust.run(['apply']);
  expect(mixed.code).toBe(1);
  expect(mixed.said).toContain('it holds something else than that has copied');
  expect(await digests(their)).toBe(before);
  await their.stop();
  expect(newestEntry(data)?.changeOvers.records).toBeUndefined();
  expect(await trust.record.stop('SIGTERM')).toBe(0);
  expect(first.length + later.length).toBe(3050);
});

test('an apply that was left goes on in a target that was emptied since, and one that was given up where it stood', {
  timeout: 480_000,
}, async () => {
  const data = join(folder, 'emptied');
  const trust = await startTrust({ data, databaseUrl: '', processes: 1, target });
  const written = await write(trust, 'a', 3000);
  await leave(trust);
  expect(await trust.record.stop('SIGTERM')).toBe(0);
  rmSync(join(data, 'other-disk'), { recursive: true });
  const again = await startTrust({ data, databaseUrl: '', processes: 1, target });
  await leave(again);
  expect((await again.run(['rollback'])).code).toBe(0);
  written.push(...(await write(again, 'b', 50)));

  const plan = await again.run(['plan']);
  expect([plan.code, plan.answered]).toEqual([
    0,
    expect.stringContaining('goes   on with what a change-over that was given up'),
  ]);
  const applied = await again.run(['apply']);
  expect(applied.code, applied.said).toBe(0);
  const [there, here] = [await openTarget(data), await openSqlite(data)];
  expect(await lostFrom(there, written)).toEqual([]);
  expect(await digests(there)).toBe(await digests(here));
  await there.stop();
  await here.stop();
  expect(await again.record.stop('SIGTERM')).toBe(0);
});

test('what was read again before a change-over was given up is read once more: a row that was lost since is not flipped over', {
  timeout: 480_000,
}, async () => {
  const data = join(folder, 'lost-row');
  const trust = await startTrust({ data, databaseUrl: '', processes: 1, target });
  await write(trust, 'a', 3000);
  await leave(trust);
  await noteChecked(data);
  const before = newestEntry(data)?.data.records;
  expect((await trust.run(['rollback'])).code).toBe(0);
  loseRow(data, 'a5');

  const applied = await trust.run(['apply']);
  expect(applied.code, applied.said).toBe(1);
  expect(applied.said).toContain('1 version that one of them lacks');
  expect(newestEntry(data)?.data.records).toEqual(before);
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
