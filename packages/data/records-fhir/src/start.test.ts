import type { RecordStore } from '@baseplate-epr/contracts';
import { afterEach, expect, test } from 'vitest';
import { type SmallServer, startSmallServer } from './__fixtures__/small-server/small-server.ts';
import type { SmallServerBehaviour } from './__fixtures__/small-server/small-store.ts';
import { kitTypes, smallStore } from './__fixtures__/small-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { createFhirRecordStore } from './fhir-record-store.ts';

const servers: SmallServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

async function smallServer(behaviour: Partial<SmallServerBehaviour> = {}): Promise<SmallServer> {
  const server = await startSmallServer({ types: kitTypes, ...behaviour });
  servers.push(server);
  return server;
}

async function refusal(behaviour: Partial<SmallServerBehaviour>): Promise<string> {
  const { url } = await smallServer(behaviour);
  const failed = await smallStore(url)
    .start(testContext)
    .then(
      () => undefined,
      (error: Error & { code: string }) => error,
    );
  expect(failed?.code).toBe('configuration-invalid');
  return failed?.message ?? '';
}

test('a server that lacks what is needed is refused at start, and everything is named at once', async () => {
  const without = ['R4', 'transaction', 'history-system', 'Patient', 'vread Observation', 'versioned-update Basic'];
  const message = await refusal({ without });
  for (const part of ['FHIR 3.0.2', '`transaction`', '`history-system`', 'of Patient', '`vread`', 'If-Match']) {
    expect(message).toContain(part);
  }
});

test('a server that claims what it does not do is refused at start', async () => {
  expect(await refusal({ ignoresIfMatch: true })).toContain('overwrite each other');
  expect(await refusal({ roundsDecimals: true })).toContain('1.10 does not stay 1.10');
  expect(await refusal({ forgetsExtensions: true })).toContain('without what was written into it');
});

test('options that make no sense are named at once, and a password has no place in them', () => {
  expect(() => createFhirRecordStore({ url: 'http://user:secret@elsewhere/r4?x=1', connections: 0 })).toThrow(
    /https:\/\/.*password.*without `\?`.*`connections`/,
  );
  expect(() => createFhirRecordStore({ url: 'r4' })).toThrow('absolute URL');
});

test('without its token, or with more versions than the limit, the store does not start', async () => {
  const { url } = await smallServer();
  const store = createFhirRecordStore({ url, token: { secret: 'NOT_SET_ANYWHERE' } });
  await expect(store.start(testContext)).rejects.toThrow('NOT_SET_ANYWHERE');
  const open = createFhirRecordStore({ url });
  await expect(open.start(testContext)).rejects.toMatchObject({
    code: 'storage-unavailable',
    details: { status: 401 },
  });
  const first = smallStore(url);
  await first.start(testContext);
  for (const id of ['a', 'b', 'c']) await writePatient(first, id);
  await first.stop();
  await expect(smallStore(url, { versionLimit: 2 }).start(testContext)).rejects.toMatchObject({
    code: 'limit-exceeded',
  });
});

test('at the limit writes are refused in words and reading goes on, also after a start: the head is not counted', async () => {
  const { url } = await smallServer();
  const store = smallStore(url, { versionLimit: 3 });
  expect(store.capabilities.versionLimit).toBe(3);
  await store.start(testContext);
  for (const id of ['a', 'b', 'c']) await writePatient(store, id);
  const refused = {
    code: 'limit-exceeded',
    message: expect.stringMatching(/holds 3 versions.*nothing was written/),
    details: { nothingWritten: true },
  };
  await expect(writePatient(store, 'd')).rejects.toMatchObject(refused);
  expect(await store.read({ type: 'Patient', id: 'a' })).toMatchObject({ versionId: '1' });
  await store.stop();
  const again = smallStore(url, { versionLimit: 3 });
  await again.start(testContext);
  expect(await again.read({ type: 'Patient', id: 'c' })).toMatchObject({ versionId: '1' });
  await again.stop();
});

function writePatient(store: RecordStore, id: string) {
  const version = {
    type: 'Patient',
    id,
    versionId: '1',
    lastUpdated: 0,
    deleted: false,
    compartments: [],
    entries: [],
    text: JSON.stringify({ resourceType: 'Patient', id }),
  };
  return store.commit({ epoch: 1, writes: [{ version, expect: 'absent' }] });
}
