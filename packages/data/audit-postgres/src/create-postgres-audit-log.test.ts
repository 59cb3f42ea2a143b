import type { AuditLog } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { entryOf } from './__fixtures__/entries.ts';
import { moduleContext } from './__fixtures__/module-context.ts';
import { askAside, dropSchema, freshSchema } from './__fixtures__/schemas.ts';
import { createPostgresAuditLog } from './create-postgres-audit-log.ts';
import { postgresAudit } from './postgres-audit-options.ts';

const connection = inject('postgresUrl');
let schema: string;
let log: AuditLog;
const failed = vi.fn();

beforeEach(async () => {
  schema = freshSchema();
  failed.mockReset();
  log = createPostgresAuditLog({ connection, schema });
  await log.start({ ...moduleContext, failed });
});

afterEach(async () => {
  await log.stop();
  await dropSchema(connection, schema);
});

test('the configuration factory names a module that can be loaded', async () => {
  const reference = postgresAudit({ connection });
  const exported: Record<string, unknown> = await import(reference.module);
  expect(exported[reference.factory]).toBe(createPostgresAuditLog);
  expect(structuredClone(reference)).toEqual(reference);
});

test('options that make no sense are refused, all of them together', () => {
  const options = { connection: 'postgres://a:b@c/d', schema: 'No Schema', groupBytes: 0 };
  expect(() => createPostgresAuditLog(options)).toThrow(/audit log cannot.*password.*`schema` must.*`groupBytes` must/);
});

test.each([
  'DELETE FROM entry_patient',
  "UPDATE entry SET agent = '00000000-0000-0000-0000-000000000000'",
  "UPDATE entry SET request = '00000000-0000-0000-0000-000000000000'",
  'UPDATE entry SET time = 2',
  "UPDATE entry SET kind = 'access'",
  'DELETE FROM open_intent',
])('verify notices that an entry was hidden from searches: %s', async (statement) => {
  const { head } = await log.append({ entries: [entryOf({ patients: ['p', 'q'] })] });
  expect((await log.verify({})).intact).toBe(true);
  await askAside(connection, `SET search_path TO "${schema}"; ${statement}`);
  expect((await log.verify({})).faults).toEqual([{ writer: head.writer, sequence: 1, fault: 'changed' }]);
});

test('what is intended is open until its outcome, alone or among reads, and reads open nothing', async () => {
  const open = async () => (await askAside(connection, `SELECT FROM "${schema}".open_intent`)).length;
  const read = entryOf({ requestId: 'read', kind: 'access' });
  await log.append({ entries: [read] });
  expect(await open()).toBe(0);
  await log.append({ entries: [read, entryOf({ requestId: 'w1', kind: 'intent' }), read] });
  await log.append({ entries: [entryOf({ requestId: 'w2', kind: 'intent' })] });
  await log.append({ entries: [read, read] });
  expect(await open()).toBe(2);
  await log.append({ entries: [read, entryOf({ requestId: 'w1', kind: 'outcome', outcome: 'success' })] });
  expect(await open()).toBe(1);
  await log.append({ entries: [entryOf({ requestId: 'w2', kind: 'outcome', outcome: 'success' })] });
  expect(await open()).toBe(0);
  expect((await log.verify({})).intact).toBe(true);
});

test('whatever an entry says comes back as it is, and leads to it', async () => {
  const odd = [
    'a\nb',
    'a\\nb',
    '\r\u2028',
    '"',
    '\\',
    ',',
    '{}',
    '{a,"b"}',
    'NULL',
    '',
    "'",
    '\u0000',
    '\t',
    '\u{1F3E5}',
  ];
  const entries = odd.map((text, index) =>
    entryOf({
      kind: index % 2 === 0 ? 'access' : 'refusal',
      requestId: text,
      patients: [text, 'p', text],
      detail: text,
      agent: { id: text, display: text, role: text, organisation: text },
    }),
  );
  await Promise.all(entries.map((entry) => log.append({ entries: [entry] })));
  expect((await log.verify({})).intact).toBe(true);
  for (const [index, text] of odd.entries()) {
    const sequence = index + 1;
    for (const by of [{ patient: text }, { agent: text }, { requestId: text }]) {
      expect((await log.read({ ...by, limit: 5 })).entries, JSON.stringify(by)).toMatchObject([
        { sequence, detail: text },
      ]);
    }
  }
  expect((await log.read({ patient: 'p', limit: 20 })).entries.length).toBe(odd.length);
});

test('what arrives together is one transaction, and a chain that somebody else has moved is told, not forked', async () => {
  await log.append({ entries: [entryOf()] });
  const rows = `SELECT DISTINCT xmin::text FROM "${schema}".entry WHERE sequence > 1`;
  await Promise.all(
    Array.from({ length: 200 }, (_, index) => log.append({ entries: [entryOf({ requestId: `r${index}` })] })),
  );
  expect((await askAside(connection, rows)).length).toBe(1);
  await askAside(connection, `UPDATE "${schema}".chain SET sequence = 7`);
  const refused = log.append({ entries: [entryOf()] });
  await expect(refused).rejects.toMatchObject({
    code: 'storage-corrupt',
    message: expect.stringContaining('somebody else'),
  });
  expect(failed).toHaveBeenCalledWith(expect.stringContaining('start the program again'));
});

test('outcomes and intents of the same requests written by two processes at once leave nothing open', async () => {
  const beside = createPostgresAuditLog({ connection, schema });
  await beside.start(moduleContext);
  const requests = Array.from({ length: 60 }, (_, index) => `r${index % 12}`);
  await Promise.all(
    requests.flatMap((requestId, index) => {
      const [one, other] = index % 2 === 0 ? [log, beside] : [beside, log];
      return [
        one.append({ entries: [entryOf({ requestId })] }),
        other.append({ entries: [entryOf({ requestId, kind: 'outcome', outcome: 'unknown' })] }),
      ];
    }),
  );
  expect((await log.read({ unresolved: true, limit: 100 })).entries).toEqual([]);
  expect((await log.verify({})).faults).toEqual([]);
  await beside.stop();
});

test('large appends are written in groups of bounded size, and pages of large entries end early', async () => {
  const display = 'x'.repeat(1_500_000);
  const large = entryOf({ agent: { id: 'a', display, role: 'R8001', organisation: 'RXX01' } });
  await Promise.all(Array.from({ length: 6 }, () => log.append({ entries: [large] })));
  const groups = await askAside(connection, `SELECT DISTINCT xmin::text FROM "${schema}".entry`);
  expect(groups.length).toBeGreaterThan(2);
  const { entries, next } = await log.chains({ limit: 100 });
  expect(entries.length).toBe(3);
  expect(next?.sequence).toBe(3);
  expect(await log.verify({})).toMatchObject({ intact: true, entries: 6 });
});

test('an entry may name a patient of any id, and many of them', async () => {
  const odd = ['\0', 'x'.repeat(10_000), "'; --", ...Array.from({ length: 5_000 }, (_, index) => `p${index}`)];
  await log.append({
    entries: [entryOf({ patients: odd, requestId: '\0', agent: { ...entryOf().agent, id: '\0\0' } })],
  });
  for (const patient of odd.slice(0, 4)) expect((await log.read({ patient, limit: 2 })).entries.length).toBe(1);
  expect((await log.read({ agent: '\0\0', requestId: '\0', limit: 2 })).entries.length).toBe(1);
  expect((await log.verify({})).intact).toBe(true);
});

test('reads by patient, agent, request and time use an index that gives the order', async () => {
  const entries = Array.from({ length: 3_000 }, (_, index) =>
    entryOf({ requestId: `r${index}`, patients: [`p${index % 20}`], time: index, kind: 'access' }),
  );
  await log.append({ entries });
  await askAside(connection, `ANALYZE "${schema}".entry; ANALYZE "${schema}".entry_patient`);
  const before = await scanned();
  for (const query of [
    { patient: 'p3' },
    { agent: 'a' },
    { requestId: 'r7' },
    { time: { low: 1_000, high: 2_000 } },
    {},
  ]) {
    expect((await log.read({ ...query, limit: 1 })).entries.length).toBe(1);
  }
  await log.stop();
  await expect.poll(async () => (await scanned()).looked - before.looked, { timeout: 30_000 }).toBeGreaterThan(0);
  expect((await scanned()).looked - before.looked, 'rows looked at').toBeLessThan(100);
});

async function scanned(): Promise<{ looked: number }> {
  const rows = await askAside<{ looked: number }>(
    connection,
    `SELECT coalesce(sum(idx_tup_fetch + seq_tup_read), 0)::int AS looked FROM pg_stat_user_tables WHERE schemaname = '${schema}'`,
  );
  return rows[0] ?? { looked: 0 };
}
