import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { acceptance, asker, led, missing, patient } from './fhir-record.ts';
import { type FhirServer, ownRecord, smallServer, types } from './fhir-servers.ts';
import type { LoadReport } from './load.ts';
import { serversOfATest } from './servers-of-a-test.ts';
import { lostFrom, openSqlite } from './stores.ts';
import { newestEntry, startTrust, type Trust } from './trust.ts';

const { folder, servers } = serversOfATest('to-fhir');
const target = fileURLToPath(new URL('./__fixtures__/small.fhir.config.ts', import.meta.url));

interface Moved {
  readonly trust: Trust;
  readonly ask: Awaited<ReturnType<typeof asker>>;
  readonly options: Parameters<typeof startTrust>[0];
  readonly acknowledged: LoadReport['acknowledged'];
}

/** Moves a record in use to a server: no request fails, and what was acknowledged is shown as before. */
async function moveTo(server: FhirServer, name: string): Promise<Moved> {
  servers.push(server);
  const environment = { FHIR_BASE: server.url, FHIR_TOKEN: server.token, FHIR_TYPES: types.join() };
  const options = { data: join(folder, name), databaseUrl: '', processes: 2, environment, target };
  const trust = await startTrust(options);
  const ask = await asker(trust, environment);
  for (const family of ['First', 'Second', 'Third']) await ask('PUT', 'Patient/p', patient('p', family));
  await ask('PUT', 'Patient/gone', patient('gone', 'Gone'));
  await ask('DELETE', 'Patient/gone');
  const load = trust.load(`there-${name}`, 5, 20);
  await wait(1500);
  const applied = await led(trust, ['apply', ...acceptance]);
  expect(applied.code, applied.said).toBe(0);
  expect(applied.answered).toMatch(/loses {2}\d+ earlier versions and deletions do not go over to .*records-fhir/);
  expect(applied.answered).toContain('Both stores said the same at the flip, to the digit');
  await wait(1500);
  const { failures, acknowledged } = await load.stop();
  expect(failures).toEqual([]);
  expect(newestEntry(trust.data)?.data.records.reference.package).toBe('@baseplate-epr/records-fhir');
  expect(await missing(ask, acknowledged)).toEqual([]);

  // What somebody has read before the flip is still that version, or none: nobody overwrites what they have not seen.
  expect((await ask('GET', 'Patient/p')).etag).toBe('W/"3"');
  expect((await ask('GET', 'Patient/p/_history/1')).body.name).toEqual([{ family: 'First' }]);
  expect((await ask('PUT', 'Patient/p', patient('p', 'Late'), 'W/"1"')).status).toBe(412);
  expect((await ask('PUT', 'Patient/p', patient('p', 'Fourth'), 'W/"3"')).etag).toBe('W/"4"');
  expect((await ask('GET', 'Patient/p/_history')).body.total).toBe(4);
  expect((await ask('GET', 'Patient/gone')).status).toBe(410);
  expect((await ask('PUT', 'Patient/gone', patient('gone', 'Again'))).etag).toBe('W/"3"');
  return { trust, ask, options, acknowledged };
}

/** Takes it back under load: what was written on the server meanwhile is in the old store, each version with its number. */
async function moveBack(trust: Trust, name: string, before: LoadReport['acknowledged']) {
  const load = trust.load(`back-${name}`, 5, 20);
  await wait(1500);
  const back = await led(trust, ['rollback']);
  expect(back.code, back.said).toBe(0);
  expect(back.answered).toContain('Both stores were the same at the flip');
  await wait(1000);
  const { failures, acknowledged } = await load.stop();
  expect(failures).toEqual([]);
  const every = [...before, ...acknowledged, ['Patient/p', 4] as const, ['Patient/gone', 3] as const];
  const sqlite = await openSqlite(trust.data);
  expect(await lostFrom(sqlite, every)).toEqual([]);
  await sqlite.stop();
  return every;
}

test('a record in use moves to our own record in another process, and back with what was written since', {
  timeout: 300_000,
}, async () => {
  const { trust, acknowledged } = await moveTo(await ownRecord(folder), 'own');
  await moveBack(trust, 'own', acknowledged);
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});

test('a record in use moves to a small R4 server, is started there anew, goes back, and forward for good', {
  timeout: 300_000,
}, async () => {
  const { trust, ask, options, acknowledged } = await moveTo(await smallServer(), 'small');
  const reports = join(trust.data, 'assembly', 'reports');
  const [report = ''] = readdirSync(reports);
  expect(existsSync(join(reports, report, 'report.html'))).toBe(true);
  const told = JSON.parse(readFileSync(join(reports, report, 'report.json'), 'utf8'));
  expect(told).toMatchObject({ result: 'explained', buckets: { different: 0 } });
  expect(told.differences).toMatchObject([
    { kind: 'lost', explanation: { by: 'A Caldicott Guardian' } },
    { kind: 'lost', explanation: { reason: 'The old record is kept for as long.' } },
    { kind: 'lost', words: expect.stringContaining('carries at most 200,000 versions') },
  ]);

  // The ledger is true after a restart, and the numbers go on.
  expect(await trust.record.stop('SIGTERM')).toBe(0);
  const again = await startTrust({ ...options, port: new URL(trust.url).port });
  const every = await moveBack(again, 'small', acknowledged);

  // The server is kept like it, so one may go forward again; after that the old store is still read for what went before.
  expect((await ask('PUT', 'Patient/p', patient('p', 'Fifth'), 'W/"4"')).etag).toBe('W/"5"');
  const forward = await led(again, ['apply']);
  expect(forward.code, forward.said).toBe(0);
  expect((await ask('PUT', 'Patient/p', patient('p', 'Sixth'), 'W/"5"')).etag).toBe('W/"6"');
  const finished = await again.run(['apply', '--finish']);
  expect(finished.answered).toContain('It keeps the history of before the change-over');
  expect((await again.run(['status'])).answered).toMatch(/its history until then: .*records-sqlite/);
  expect(await missing(ask, [...every, ['Patient/p', 6]])).toEqual([]);
  expect((await ask('GET', 'Patient/p/_history/2')).body.name).toEqual([{ family: 'Second' }]);
  // The old store does not hear of it any more, and is asked all the same for what was current when.
  expect((await ask('PUT', 'Patient/p', patient('p', 'Seventh'), 'W/"6"')).etag).toBe('W/"7"');
  const now = encodeURIComponent(new Date(Date.now() + 1).toISOString());
  const current = await ask('GET', `Patient/p/_history?_at=${now}`);
  expect(current.body.entry?.map(({ response }) => response.etag)).toEqual(['W/"7"']);
  expect((await ask('GET', `Patient/_history?_at=${now}`)).body.total).toBe(2);
  // Searches go by when something was written, and not by when it was taken over.
  const { body: first } = await ask('GET', 'Basic/there-small-0');
  const written = encodeURIComponent(String(first.meta?.lastUpdated));
  expect((await ask('GET', `Basic?_id=there-small-0&_lastUpdated=${written}`)).body.entry).toHaveLength(1);
  const sorted = (await ask('GET', 'Basic?_sort=-_lastUpdated&_count=1000')).body.entry ?? [];
  const times = sorted.map(({ resource }) => String(resource?.meta?.lastUpdated));
  expect(times.length).toBeGreaterThan(20);
  expect(times).toEqual(times.toSorted().toReversed());
  expect(JSON.stringify((await ask('GET', 'metadata')).body)).not.toContain('_lastUpdated as if');
  const exported = join(folder, 'exported');
  const archive = await again.run(['export', '--everything', exported]);
  expect(archive.code, archive.said).toBe(0);
  const versions = readFileSync(join(exported, 'resources', 'Patient.ndjson'), 'utf8')
    .trim()
    .split('\n');
  expect(versions.map((line) => JSON.parse(line).meta.versionId).join()).toBe('1,2,3,1,4,3,5,6,7');
  expect(await again.record.stop('SIGTERM')).toBe(0);
});

test('without a word for what is lost, or to a server that cannot keep what the record holds, nothing moves', {
  timeout: 300_000,
}, async () => {
  const server = await smallServer(['Basic', 'Patient']);
  servers.push(server);
  const environment = { FHIR_BASE: server.url, FHIR_TOKEN: server.token, FHIR_TYPES: 'Basic,Patient' };
  const trust = await startTrust({ data: join(folder, 'refused'), databaseUrl: '', processes: 1, environment, target });
  const ask = await asker(trust, environment);
  await ask('PUT', 'Patient/p', patient('p', 'First'));
  const refused = await trust.run(['apply']);
  expect(refused.code).toBe(1);
  expect(refused.said).toContain('nobody has accepted that yet');
  await ask('PUT', 'Binary/b', { resourceType: 'Binary', id: 'b', contentType: 'text/plain', data: 'QQ==' });
  const impossible = await trust.run(['apply', ...acceptance]);
  expect(impossible.code).toBe(1);
  expect(impossible.answered).toMatch(/it does not offer all that is needed for types the record holds: Binary \(1\)/);
  expect(newestEntry(trust.data)?.changeOvers).toEqual({});
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
