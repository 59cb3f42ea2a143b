import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { runBaseplate } from './run-baseplate.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(words: readonly string[], data: string, port?: string) {
  const command = runBaseplate(words, { data, ...(port === undefined ? {} : { port }) });
  const code = await command.ended;
  return { code, answered: command.answered(), said: command.said() };
}

test('a token stands alone on its line, works beside the running record, and no further than its scopes', {
  timeout: 120_000,
}, async () => {
  const data = join(folder, 'token');
  const record = runBaseplate(['start'], { data });
  const url = await record.ready;
  const { port } = new URL(url);
  const whole = await run(['token', '--role', 'system', '--ttl', '1h'], data, port);
  expect(whole).toMatchObject({ code: 0, said: '', answered: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/) });
  const narrow = await run(['token', '--scope', 'system/Observation.rs'], data, port);
  const ask = async (token: string, type: string) =>
    (await fetch(`${url}/fhir/${type}`, { headers: { authorization: `Bearer ${token.trim()}` } })).status;
  expect([await ask(whole.answered, 'Patient'), await ask(narrow.answered, 'Observation')]).toEqual([200, 200]);
  expect(await ask(narrow.answered, 'Patient')).toBe(403);
  const healthy = await run(['doctor'], data, port);
  expect(healthy.code).toBe(0);
  expect(healthy.answered).toContain(`it runs at ${url}, takes our token and holds 0 patients`);
  expect(healthy.answered.includes('✓ Who can read the data: ')).toBe(process.platform !== 'win32');
  const stranger = await run(['doctor'], join(folder, 'another'), port);
  expect(stranger.code).toBe(1);
  expect(stranger.answered).toContain('is not the record whose data this configuration names');
  expect(await record.stop('SIGTERM')).toBe(0);
});

test.each([
  [['token', '--ttl', 'soon'], '"soon" is no length of time'],
  [['token', '--ttl', '30d'], '1 second to 24 hours'],
  [['token', '--role', 'nobody'], 'no role or persona "nobody"'],
  [['token', '--colour', 'blue'], "Unknown option '--colour'"],
])('%j is refused with nothing on standard output', { timeout: 120_000 }, async (words, why) => {
  const refused = await run(words, join(folder, 'refused'));
  expect(refused).toMatchObject({ code: 2, answered: '', said: expect.stringContaining(why) });
});

test('what the record claims and what it does agree', { timeout: 120_000 }, async () => {
  const examined = await run(['doctor', '--statement'], join(folder, 'statement'));
  expect(examined.answered).toMatch(
    /Statement: what \/metadata claims and what the record does agree; \d{4,} requests tried/,
  );
  expect(examined.code).toBe(0);
});

test('the doctor finds a broken audit chain', { timeout: 120_000 }, async () => {
  const data = join(folder, 'broken');
  const record = runBaseplate(['seed', '--patients', '1'], { data });
  expect(await record.ended).toBe(0);
  const before = await run(['doctor'], data);
  expect([before.code, before.answered]).toEqual([0, expect.stringContaining('Audit chain: whole')]);
  const database = new DatabaseSync(join(data, 'audit.db'));
  const { changes } = database.prepare('DELETE FROM entry WHERE position = 3').run();
  database.close();
  expect(changes).toBeGreaterThan(0);
  const after = await run(['doctor'], data);
  expect(after.code).toBe(1);
  expect(after.answered).toMatch(/Audit chain: ill\. broken: entry \d+ of chain/);
});
