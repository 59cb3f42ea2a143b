import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, expect, test } from 'vitest';
import { systemToken } from '../crash/crash-round.ts';
import { runBaseplate } from '../start/run-baseplate.ts';
import { startTrust, stopTrusts } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-other-ledger-'));
const postgres = await startPostgres();
afterAll(async () => {
  await stopTrusts();
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Stated in docs/change-over.md, and some time for a busy machine. */
const bound = 2000 + 1500;

test('a process by another ledger stops reading a record that was changed over without it, in words', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'record');
  const trust = await startTrust({ data, databaseUrl: postgres.url, processes: 1 });
  const configuration = fileURLToPath(new URL('./__fixtures__/small.other-ledger.config.ts', import.meta.url));
  const astray = runBaseplate(['start'], { data, configuration });
  const url = await astray.ready;
  const token = await systemToken(data, url, { configuration, stateFile: 'other-state.db' });
  const read = async () => {
    const response = await fetch(`${url}/fhir/Basic`, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, said: await response.text() };
  };
  expect((await read()).status).toBe(200);
  const applied = await trust.run(['apply']);
  expect(applied.code, applied.said).toBe(0);
  const load = trust.load('load');
  await wait(bound);
  const { status, said } = await read();
  expect([status, said]).toEqual([503, expect.stringContaining('goes on in another store')]);
  expect((await fetch(`${url}/health`)).status).toBe(503);
  expect(astray.said()).toMatch(/superseded \(epoch \d+\), and the ledger does not know of it: .*assembly/);
  expect((await load.stop()).failures).toEqual([]);
  expect(await astray.stop('SIGTERM')).toBe(0);
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});

test('a record that is served by another ledger, a copy of the folder, is not served by a second one', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'copied');
  const trust = await startTrust({ data, databaseUrl: '', processes: 2 });
  const load = trust.load('load');
  cpSync(join(data, 'assembly'), join(data, 'copied'), { recursive: true });
  const configuration = fileURLToPath(new URL('./__fixtures__/small.copied-ledger.config.ts', import.meta.url));
  const second = runBaseplate(['start'], { data, configuration });
  await expect(second.ready).rejects.toThrow(/serves this record by another ledger than the one in .*copied\./);
  expect(await second.ended).toBe(1);
  expect((await load.stop()).failures).toEqual([]);

  await trust.record.stop('SIGKILL');
  const after = runBaseplate(['start'], { data, configuration });
  await after.ready;
  expect(await after.stop('SIGTERM')).toBe(0);
});
