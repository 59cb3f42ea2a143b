import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { send, systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';
import { newestEntry } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-sole-'));
const data = join(folder, 'data');
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const inForce = path('./__fixtures__/small.ledger.config.ts');
const sole = path('./__fixtures__/small.sole.config.ts');
const running = new Set<BaseplateProcess>();
afterAll(async () => {
  await Promise.all([...running].map((record) => record.stop('SIGTERM')));
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<{ record: BaseplateProcess; url: string; token: string }> {
  const record = runBaseplate(['start'], { data, configuration: inForce });
  running.add(record);
  void record.ended.then(() => running.delete(record));
  const url = await record.ready;
  return { record, url, token: await systemToken(data, url, { configuration: inForce }) };
}

async function run(words: readonly string[], configuration = inForce, port = '0') {
  const command = runBaseplate(words, { data, configuration, port });
  const code = await command.ended;
  return { code, words: command.answered() + command.said() };
}

async function put(url: string, token: string, family: string): Promise<void> {
  const text = JSON.stringify({ resourceType: 'Patient', id: 'p', name: [{ family }] });
  const response = await send(url, token, '/Patient/p', text, 'PUT');
  expect(response.status, await response.text()).toBeLessThan(300);
}

async function familyAt(url: string, token: string): Promise<unknown> {
  const response = await send(url, token, '/Patient/p', undefined, 'GET');
  return ((await response.json()) as { name?: readonly { family?: string }[] }).name?.[0]?.family;
}

test('a store that one process alone can use is refused beside others in words, and moved to and from while nobody uses it', {
  timeout: 600_000,
}, async () => {
  const first = await start();
  await put(first.url, first.token, 'before');
  const planned = await run(['plan'], sole);
  expect(planned.code).toBe(1);
  expect(planned.words).toMatch(
    /one-file .*one process alone can use it \(Each process would .*process \d+ on .*Stop the record, run baseplate apply/,
  );
  const refused = await run(['apply'], sole);
  expect(refused.code).toBe(1);
  expect(refused.words).toContain('one process alone can use it');
  expect(newestEntry(data)?.changeOvers).toEqual({});
  expect(await first.record.stop('SIGTERM')).toBe(0);

  const applied = await run(['apply'], sole);
  expect(applied, applied.words).toMatchObject({ code: 0 });
  const two = await run(['start', '--processes', '2']);
  expect(two).toEqual({ code: 1, words: expect.stringContaining('one process alone can use it') });
  expect(two.words).toContain('but 2 are to serve');
  expect(two.words).not.toContain('ended unexpectedly');

  const second = await start();
  expect(await familyAt(second.url, second.token)).toBe('before');
  await put(second.url, second.token, 'after');
  const { port } = new URL(second.url);
  const target = join(folder, 'taken');
  for (const words of [['start'], ['backup', target], ['rollback']]) {
    const { code, words: said } = await run(words, inForce, words[0] === 'start' ? '0' : port);
    const why = expect.stringMatching(/one process alone can use it.*process \d+ on/);
    expect([words[0], code, said]).toEqual([words[0], 1, why]);
    expect(said).not.toContain('may go on being used');
  }
  expect(existsSync(target)).toBe(false);
  expect(await familyAt(second.url, second.token)).toBe('after');
  expect(await second.record.stop('SIGTERM')).toBe(0);

  const backup = await run(['backup', target]);
  expect(backup, backup.words).toMatchObject({ code: 0 });
  expect(backup.words).toContain('cannot be started meanwhile');
  const back = await run(['rollback']);
  expect(back, back.words).toMatchObject({ code: 0 });
  const third = await start();
  expect(newestEntry(data)?.data.records.reference.package).toBe('@baseplate-epr/records-sqlite');
  expect(await familyAt(third.url, third.token)).toBe('after');
  expect(await third.record.stop('SIGTERM')).toBe(0);
});
