import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reference, runBaseplate } from './run-baseplate.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an empty folder becomes a record of synthetic patients, which the next start finds', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'reference');
  const first = runBaseplate(['start', '--seed', '3'], { data, configuration: reference });
  const url = await first.ready;
  expect(first.said()).toContain('making 3 synthetic patients');
  expect(first.answered()).toBe('');
  const page = await fetch(url);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  expect(await page.text()).toContain('Sign in');
  expect(await first.stop('SIGTERM')).toBe(0);
  expect(first.said()).toContain('Stopped.');

  const second = runBaseplate(['start', '--seed', '3'], { data, configuration: reference });
  await second.ready;
  expect(second.said()).not.toContain('synthetic');
  expect(await second.stop('SIGINT')).toBe(0);
});

test('a record whose words nobody reads any more serves on, and stops when it is asked', {
  timeout: 300_000,
}, async () => {
  const record = runBaseplate(['start'], { data: join(folder, 'unheard') });
  const url = await record.ready;
  record.child.stdout?.destroy();
  record.child.stderr?.destroy();
  expect((await fetch(`${url}/health`)).status).toBe(200);
  // Stopping tells about itself: that used to fail, to be told, to fail …, for ever.
  expect(await record.stop('SIGTERM')).toBe(0);
});

test('requests in hand are answered before it stops', { timeout: 120_000 }, async () => {
  const record = runBaseplate(['start'], { data: join(folder, 'drain') });
  const url = await record.ready;
  const inHand = Array.from({ length: 20 }, () => fetch(`${url}/fhir/metadata`));
  await (await fetch(`${url}/health`)).text();
  const end = record.stop('SIGTERM');
  expect((await Promise.all(inHand)).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(await end).toBe(0);
});

test('a signal that arrives twice, as Ctrl+C through npm does, still lets it stop in order', {
  timeout: 300_000,
}, async () => {
  const record = runBaseplate(['start'], { data: join(folder, 'twice') });
  await record.ready;
  record.child.kill('SIGINT');
  expect(await record.stop('SIGINT')).toBe(0);
  expect(record.said()).toContain('Stopped.');
});

test('a port in use is said in one sentence', { timeout: 120_000 }, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const record = runBaseplate(['start'], { data: join(folder, 'port'), port });
  expect(await record.ended).toBe(1);
  expect(record.said()).toContain(`Cannot listen on 127.0.0.1:${port}, because another program listens there already.`);
  expect(record.said().trim().split('\n')).toHaveLength(1);
  other.close();
});

test.each(['abc', '70000', '-1', '3.5'])('PORT=%s is refused in words', { timeout: 120_000 }, async (port) => {
  const record = runBaseplate(['start'], { data: join(folder, 'no-port'), port });
  expect(await record.ended).toBe(1);
  expect(record.said()).toMatch(/port/i);
  expect(record.said()).not.toContain('    at ');
});

test('a data folder that cannot be made is named by every store at once', { timeout: 120_000 }, async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, 'in the way');
  const record = runBaseplate(['start'], { data: join(file, 'data') });
  expect(await record.ended).toBe(1);
  for (const part of ['data.records', 'data.documents', 'data.audit', 'data.state'])
    expect(record.said()).toContain(`- ${part}`);
  expect(record.said()).not.toContain('    at ');
});

test('every mistake in a configuration is reported in one go', { timeout: 120_000 }, async () => {
  const configuration = join(folder, 'mistaken.config.ts');
  writeFileSync(configuration, `export default { organisation: { name: '' }, hosting: {}, data: {}, services: [] };`);
  const record = runBaseplate(['start'], { data: join(folder, 'mistaken'), configuration });
  expect(await record.ended).toBe(1);
  expect(record.said()).toMatch(/because of \d+ mistakes/);
  for (const place of ['organisation.name', 'organisation.odsCode', 'hosting.server', 'data.records'])
    expect(record.said()).toContain(`- ${place}`);
});
