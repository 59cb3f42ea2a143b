import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresAuditLog } from '@baseplate-epr/audit-postgres';
import { createSqliteAuditLog } from '@baseplate-epr/audit-sqlite';
import type { AuditEntry, AuditLog, ModuleContext, StateStore } from '@baseplate-epr/contracts';
import { compareAudit, compareState, copyAudit, copyState } from '@baseplate-epr/record';
import { createPostgresStateStore } from '@baseplate-epr/state-postgres';
import { createSqliteStateStore } from '@baseplate-epr/state-sqlite';
import { startPostgres, type TestPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';

const context: ModuleContext = {
  clock: { now: () => Date.now() },
  logger: { info: () => {}, warn: () => {}, error: () => {} },
  randomBytes: (size) => randomBytes(size),
};
let folder: string;
let server: TestPostgres;
const started: (AuditLog | StateStore)[] = [];

async function start<Store extends AuditLog | StateStore>(store: Store): Promise<Store> {
  await store.start(context);
  started.push(store);
  return store;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baseplate-ledgers-'));
  server = await startPostgres();
});

afterAll(async () => {
  for (const store of started) await store.stop();
  await server.close();
  rmSync(folder, { recursive: true });
});

function entryOf(number: number): AuditEntry {
  const agent = { id: `a${number % 9}`, display: 'Zoë 漢', role: 'R8001', organisation: 'RXX01' };
  const kind = number % 10 === 7 ? 'intent' : 'access';
  const what = { time: 1_000 + (number % 70), kind, requestId: `r${number}`, action: 'read', agent } as const;
  return {
    ...what,
    purposeOfUse: 'TREAT',
    patients: [`p${number % 40}`],
    resources: [],
    resourceCount: 0,
    detail: '"\0',
  };
}

test('an audit log moves from SQLite to PostgreSQL while it is written, and back with what was written since', {
  timeout: 120_000,
}, async () => {
  const file = join(folder, 'audit.db');
  const connection = server.url;
  for (let chain = 0; chain < 3; chain += 1) {
    const log = await start(createSqliteAuditLog({ file }));
    await log.append({ entries: Array.from({ length: 700 }, (_, index) => entryOf(chain * 700 + index)) });
  }
  const from = await start(createSqliteAuditLog({ file }));
  const to = await start(createPostgresAuditLog({ connection }));
  let writing = true;
  let written = 0;
  const busy = (async () => {
    for (; writing; written += 1) await from.append({ entries: [entryOf(written)] });
  })();
  for (let round = 0; round < 3; round += 1) await copyAudit({ from, to, limit: 97 });
  writing = false;
  await busy;
  const { heads } = await copyAudit({ from, to });
  expect(await compareAudit({ left: from, right: to })).toEqual({
    same: true,
    entries: { left: 2_100 + written, right: 2_100 + written },
    chains: { left: 4, right: 4 },
    further: 0,
    differences: [],
  });
  for (const query of [{ patient: 'p7' }, { agent: 'a3' }, { unresolved: true }, { requestId: 'r12' }] as const) {
    expect(await to.read({ ...query, limit: 10_000 })).toEqual(await from.read({ ...query, limit: 10_000 }));
  }
  await to.append({ entries: [entryOf(1), entryOf(2)] });
  expect((await copyAudit({ from: to, to: from })).entries).toBe(2);
  expect((await from.append({ entries: [entryOf(3)] })).head.sequence).toBe(written + 1);
  expect(await compareAudit({ left: to, right: from })).toMatchObject({ same: true, further: 0 });
  expect((await from.verify({ known: heads })).intact).toBe(true);
});

test('state moves from SQLite to PostgreSQL and back', { timeout: 120_000 }, async () => {
  const from = await start(createSqliteStateStore({ file: join(folder, 'state.db') }));
  const to = await start(createPostgresStateStore({ connection: server.url }));
  for (const name of ['sessions', '@scope/module']) {
    const { set } = from.namespace({ name });
    const keys = Array.from({ length: 120 }, (_, index) => `k\0é\u{10000}${index}`);
    await Promise.all(keys.map((key, index) => set({ key, value: `${name}\0${key}`, expiresAt: 4e12 + index })));
  }
  expect(await copyState({ from, to })).toEqual({ namespaces: 2, entries: 240, written: 240, deleted: 0 });
  expect(await compareState({ left: from, right: to })).toMatchObject({
    same: true,
    entries: { left: 240, right: 240 },
  });
  await to.namespace({ name: 'sessions' }).clear({ prefix: 'k\0é\u{10000}1' });
  await to.namespace({ name: 'later' }).set({ key: 'k', value: 'v' });
  expect((await compareState({ left: from, right: to })).same).toBe(false);
  await copyState({ from: to, to: from });
  expect(await compareState({ left: from, right: to })).toMatchObject({ same: true, differences: [] });
});
