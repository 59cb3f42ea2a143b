import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemToken } from '../crash/crash-round.ts';
import { runBaseplate } from '../start/run-baseplate.ts';
import { born, writePackage } from './__fixtures__/package.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-in-force-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what “is in force” is so in every process, and so is what no longer is', { timeout: 180_000 }, async () => {
  const data = join(folder, 'data');
  const record = runBaseplate(['start', '--processes', '2'], { data });
  try {
    const url = await record.ready;
    const token = await systemToken(data, url);
    const command = async (...words: readonly string[]) => {
      const run = runBaseplate(['profiles', ...words], { data, port: new URL(url).port });
      expect(await run.ended, run.said()).toBe(0);
      return run.said();
    };
    // A connection each, so that both processes are asked.
    const validations = async () => {
      const body = JSON.stringify({ resourceType: 'Patient', meta: { profile: [born('example')] } });
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/fhir+json',
        connection: 'close',
      };
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => fetch(`${url}/fhir/Patient`, { method: 'POST', headers, body })),
      );
      const processes = new Set(answers.map((answer) => answer.headers.get('x-request-id')?.slice(0, 16)));
      expect(processes.size).toBe(2);
      return new Set(answers.map(({ status }) => status));
    };
    expect(await validations()).toEqual(new Set([201]));
    expect(await command('install', writePackage(folder, 'example'))).toContain('It is in force.');
    expect(await validations()).toEqual(new Set([422]));
    expect(await command('remove', 'example')).toContain('It is no longer in force.');
    expect(await validations()).toEqual(new Set([201]));
  } finally {
    await record.stop('SIGTERM');
  }
});
