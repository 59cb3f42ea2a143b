import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createSqliteAuditLog } from '@baseplate-epr/audit-sqlite';
import { createFilesystemDocumentStore } from '@baseplate-epr/documents-filesystem';
import { copyState } from '@baseplate-epr/record';
import { createSqliteStateStore } from '@baseplate-epr/state-sqlite';
import { expect, test } from 'vitest';
import { acceptance, asker, patient } from './fhir-record.ts';
import { smallServer, types } from './fhir-servers.ts';
import { serversOfATest } from './servers-of-a-test.ts';
import { context } from './stores.ts';
import { type DataPlace, killAmid, newestEntry, startTrust, type Trust } from './trust.ts';

const { folder, servers } = serversOfATest('resumed');
const refusal = 'it holds something else than that has copied';

/** A record of which one store is on its way to another disk: the command that led it was killed. */
async function left(place: DataPlace): Promise<Trust> {
  const data = join(folder, place);
  mkdirSync(join(data, 'other-disk'), { recursive: true });
  const target = fileURLToPath(new URL('./__fixtures__/small.other-disk.config.ts', import.meta.url));
  const trust = await startTrust({ data, databaseUrl: '', processes: 1, target, environment: { MOVES: place } });
  const load = trust.load('first', 10, 10);
  await wait(1000);
  expect(await killAmid(trust.begin(['apply']), data, 'copying', place)).toBe(true);
  expect((await load.stop()).failures).toEqual([]);
  return trust;
}

/** Applies again, beside what somebody else has put there. */
async function resume(trust: Trust, words: readonly string[] = []) {
  const { code, said } = await trust.run(['apply', ...words]);
  return { code, said };
}

test('documents that somebody else has put into the new store while nobody led the move are not deleted', {
  timeout: 120_000,
}, async () => {
  const trust = await left('documents');
  const store = createFilesystemDocumentStore({ directory: join(trust.data, 'other-disk', 'documents') });
  await store.start(context);
  const theirs = await store.put({ content: ReadableStream.from([new TextEncoder().encode('a letter of theirs')]) });
  expect(await resume(trust)).toEqual({ code: 1, said: expect.stringContaining(refusal) });
  expect(await store.head(theirs)).toBeDefined();
  await store.delete(theirs);
  await store.stop();
  expect((await resume(trust)).code).toBe(0);
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});

test('an audit log that somebody else has begun meanwhile is not mixed with', { timeout: 120_000 }, async () => {
  const trust = await left('audit');
  const log = createSqliteAuditLog({ file: join(trust.data, 'other-disk', 'audit.db') });
  await log.start(context);
  const agent = { id: 'a', display: 'Nurse', role: 'R8001', organisation: 'RXX01' };
  const what = { time: 1, kind: 'access', action: 'read', agent, purposeOfUse: 'TREAT' } as const;
  await log.append({ entries: [{ ...what, requestId: 'r', patients: ['p'], resources: [], resourceCount: 0 }] });
  await log.stop();
  expect(await resume(trust)).toEqual({ code: 1, said: expect.stringContaining(refusal) });
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});

test('what an assembly keeps that somebody has started with a half copied state store is not deleted', {
  timeout: 120_000,
}, async () => {
  const trust = await left('state');
  const { data } = trust;
  const open = async (file: string) => {
    const store = createSqliteStateStore({ file: join(data, file) });
    await store.start(context);
    return store;
  };
  const [from, to] = [await open('state.db'), await open('other-disk/state.db')];
  await copyState({ from, to });
  const kept = to.namespace({ name: 'ward-round' });
  await kept.set({ key: 'list', value: 'of theirs' });
  expect(await resume(trust)).toEqual({ code: 1, said: expect.stringContaining(refusal) });
  expect((await kept.get({ key: 'list' }))?.value).toBe('of theirs');
  await kept.delete({ key: 'list' });
  await from.stop();
  await to.stop();
  expect((await resume(trust)).code).toBe(0);
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});

test('what somebody has written on a FHIR server while nobody led the move there is not overwritten', {
  timeout: 120_000,
}, async () => {
  const server = await smallServer();
  servers.push(server);
  const environment = { FHIR_BASE: server.url, FHIR_TOKEN: server.token, FHIR_TYPES: types.join() };
  const target = fileURLToPath(new URL('./__fixtures__/small.fhir.config.ts', import.meta.url));
  const data = join(folder, 'fhir');
  const trust = await startTrust({ data, databaseUrl: '', processes: 1, environment, target });
  const ask = await asker(trust, environment);
  expect((await ask('PUT', 'Patient/a', patient('a', 'Ours'))).status).toBe(201);
  expect(await killAmid(trust.begin(['apply', ...acceptance]), data, 'following')).toBe(true);
  while (newestEntry(data)?.changeOvers.records?.applier !== undefined) await wait(20);
  const there = async (method: string, body?: object) => {
    const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/fhir+json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer: unknown = await (await fetch(`${server.url}/Patient/a`, { method, headers, ...sent })).json();
    return answer;
  };
  await there('PUT', patient('a', 'Theirs'));
  expect((await ask('PUT', 'Patient/a', patient('a', 'Ours again'))).status).toBe(200);
  const resumed = await resume(trust, acceptance);
  expect(await there('GET')).toMatchObject({ name: [{ family: 'Theirs' }] });
  expect(resumed).toEqual({ code: 1, said: expect.stringContaining(refusal) });
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
