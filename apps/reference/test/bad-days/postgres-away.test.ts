import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres, type TestPostgres } from '@baseplate-epr/testing-postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleIn, send, systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';
import { type RecordLoad, startRecordLoad } from './record-load.ts';

const configuration = fileURLToPath(new URL('./__fixtures__/small-all-postgres.config.ts', import.meta.url));
let data: string;
let server: TestPostgres;
let record: BaseplateProcess | undefined;
let load: RecordLoad | undefined;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'baseplate-bad-days-'));
  server = await startPostgres();
});
afterEach(async () => {
  await record?.stop('SIGKILL');
  await load?.stop();
  await server.close();
  rmSync(data, { recursive: true, force: true });
});

// Seven seconds are longer than anything waits for the fate of a write whose acknowledgement was lost.
test.each([
  { mode: 'fast', away: 1_000 },
  { mode: 'immediate', away: 7_000 },
] as const)(
  'PostgreSQL stopped ($mode) and started under load: 503 in words meanwhile, then all goes on and nothing is lost',
  {
    timeout: 180_000,
  },
  async ({ mode, away }) => {
    const environment = { DATABASE_URL: server.url };
    record = runBaseplate(['start'], { data, configuration, environment });
    const url = await record.ready;
    process.env.DATABASE_URL = server.url;
    const token = await systemToken(data, url, { configuration: configuration });
    load = startRecordLoad(url, token);
    const { count } = load;
    for (let outage = 0; outage < 2; outage += 1) {
      const well = count.well;
      await expect.poll(() => count.well, { timeout: 30_000 }).toBeGreaterThan(well + 60);
      const refused = count.refused;
      await server.stop(mode);
      await wait(away);
      expect(count.refused, 'nothing was refused while the server was away').toBeGreaterThan(refused);
      expect((await fetch(`${url}/health`)).status).toBe(503);
      await server.start();
    }
    const well = count.well;
    await expect.poll(() => count.well, { timeout: 30_000 }).toBeGreaterThan(well + 60);
    await load.stop();

    expect([...load.statuses].sort()).toEqual([200, 201, 503]);
    expect(load.broken).toEqual([]);
    expect(load.slowest(), 'milliseconds').toBeLessThan(20_000);
    for (const text of load.told) {
      expect(JSON.parse(text)).toMatchObject({
        resourceType: 'OperationOutcome',
        issue: [{ code: 'transient', diagnostics: expect.stringContaining('cannot reach its data at the moment') }],
      });
    }
    const faults: string[] = [];
    for (const [id, acknowledged] of load.acknowledged) {
      const history = await bundleIn(await send(url, token, `/Basic/${id}/_history?_count=1000`));
      const versions = (history.entry ?? []).map(({ resource }) => Number(resource.meta.versionId)).reverse();
      const whole = versions.every((version, place) => version === place + 1);
      // A write that was refused may be there all the same, if only its acknowledgement was lost; and each of them once.
      const atMost = acknowledged.length + (load.refused.get(id) ?? 0);
      const once =
        new Set(acknowledged).size === acknowledged.length && acknowledged.every((one) => versions.includes(one));
      if (!whole || !once || versions.length > atMost) faults.push(`${id}: ${versions} of ${acknowledged}`);
    }
    expect(faults).toEqual([]);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(await record.stop('SIGTERM')).toBe(0);

    const doctor = runBaseplate(['doctor'], { data, configuration, environment });
    expect([await doctor.ended, doctor.answered()]).toEqual([0, expect.stringContaining('Audit chain: whole')]);
  },
);
