import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send, systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-shadow-'));
const data = join(folder, 'data');
const out = join(folder, 'report');
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const inForce = path('../change-over/__fixtures__/small.ledger.config.ts');
const shadow = path('./__fixtures__/shadow.config.ts');
let record: BaseplateProcess;
let url = '';
let token = '';

beforeAll(async () => {
  record = runBaseplate(['start'], { data, configuration: inForce });
  url = await record.ready;
  token = await systemToken(data, url);
  for (let number = 0; number < 20; number += 1) await put(number, 'first');
}, 120_000);

afterAll(async () => {
  await record.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function put(number: number, family: string): Promise<void> {
  const id = `p${number}`;
  const text = JSON.stringify({ resourceType: 'Patient', id, name: [{ family }] });
  const response = await send(url, token, `/Patient/${id}`, text, 'PUT');
  expect(response.status, await response.text()).toBeLessThan(300);
}

const run = (...words: readonly string[]) => runBaseplate(['shadow', ...words], { data, configuration: shadow });
const report = () => JSON.parse(readFileSync(join(out, 'shadow.json'), 'utf8'));

test('a second store follows the record in use, is compared with it, and goes on where it was', {
  timeout: 300_000,
}, async () => {
  const first = run('--out', out);
  for (let round = 0; round < 25 || !/[1-9]\d* answers compared/.test(first.said()); round += 1) {
    await put(round % 20, `round ${round}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await first.stop('SIGINT'), first.said()).toBe(0);
  expect(first.said()).toContain('No answer differed.');
  const { versions, reads } = report();
  expect(versions).toBeGreaterThan(20);
  expect(reads).toBeGreaterThan(0);

  await put(0, 'later');
  // On a busy machine four seconds may go by before it has caught up and compared an answer; then it goes on once more.
  for (let round = 0; round < 10 && (report().reads === reads || !report().caughtUp); round += 1) {
    const second = run('--out', out, '--for', '4s');
    expect(await second.ended, second.said()).toBe(0);
  }
  expect(report()).toMatchObject({ diverged: 0, caughtUp: true });
  expect(report().versions).toBeGreaterThan(versions);
  expect(report().reads).toBeGreaterThan(reads);

  const file = new DatabaseSync(join(data, 'shadow.db'));
  file.exec(`UPDATE version SET text = replace(text, '"Patient"', '"Nobody"')`);
  file.close();
  let third = run('--out', out, '--for', '4s');
  for (let round = 1; round < 10 && (await third.ended) === 0; round += 1) third = run('--out', out, '--for', '4s');
  expect(await third.ended, third.said()).toBe(1);
  expect(third.said()).toMatch(/answers differed.*read {2}Patient\/p\d+/s);
  expect(third.said()).not.toContain('later');
});

test('refuses a store that holds something it knows nothing of, and the store in force', {
  timeout: 120_000,
}, async () => {
  const unknown = run('--out', join(folder, 'elsewhere'));
  expect([await unknown.ended, unknown.said()]).toEqual([1, expect.stringContaining('holds something already')]);
  const same = runBaseplate(['shadow', '--out', out], { data, configuration: inForce });
  expect([await same.ended, same.said()]).toEqual([1, expect.stringContaining('in force already')]);
});
