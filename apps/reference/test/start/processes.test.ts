import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { bundleIn, systemToken } from '../crash/crash-round.ts';
import { runBaseplate } from './run-baseplate.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Ids of the processes that a process has started. */
function childrenOf(pid: number | undefined): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const rows = listed.map((line) => line.trim().split(/\s+/));
  return rows
    .filter(([, parent, ...words]) => Number(parent) === pid && words.includes('start'))
    .map(([own]) => Number(own));
}

test('two processes share a port, tokens and the record; one that is killed is started again', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'two');
  const record = runBaseplate(['start', '--processes', '2'], { data });
  const url = await record.ready;
  expect(record.said().match(/is ready after/g)).toHaveLength(1);
  const token = await systemToken(data, url);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };

  // A hundred at once, over as many connections, so that both processes get their share.
  const body = JSON.stringify({
    resourceType: 'Basic',
    identifier: [{ system: 'urn:test', value: 'only' }],
    code: { text: 'one' },
  });
  const create = () =>
    fetch(`${url}/fhir/Basic`, {
      method: 'POST',
      headers: { ...headers, 'if-none-exist': 'identifier=urn:test|only', connection: 'close' },
      body,
    });
  const answers = await Promise.all(Array.from({ length: 100 }, create));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(99);
  // The first sixteen letters of a request's name are its process's.
  const names = new Set(answers.map((answer) => answer.headers.get('x-request-id')?.slice(0, 16)));
  expect(names.size).toBe(2);
  const count = () => fetch(`${url}/fhir/Basic?_summary=count`, { headers: { ...headers, connection: 'close' } });
  expect((await bundleIn(await count())).total).toBe(1);

  const [victim] = childrenOf(record.child.pid);
  expect(victim).toBeDefined();
  process.kill(victim ?? 0, 'SIGKILL');
  while (!record.said().includes('ended unexpectedly')) await wait(20);
  expect((await bundleIn(await count())).total).toBe(1);
  while (childrenOf(record.child.pid).length < 2) await wait(100);

  expect(await record.stop('SIGTERM')).toBe(0);
  expect(record.said()).toContain('Stopped.');
  const doctor = runBaseplate(['doctor'], { data });
  expect(await doctor.ended, doctor.said()).toBe(0);
  expect(doctor.answered()).toContain('Audit chain: whole');
});

test('processes that cannot start say why once, and are not tried for ever', { timeout: 120_000 }, async () => {
  const record = runBaseplate(['start', '--processes', '2'], { data: join(folder, 'port'), port: 'abc' });
  expect(await record.ended).toBe(1);
  expect(record.said().match(/port/gi)).not.toBeNull();
  expect(record.said()).not.toContain('ended unexpectedly');
  const none = runBaseplate(['start', '--processes', '0'], { data: join(folder, 'none') });
  expect(await none.ended).toBe(2);
});
