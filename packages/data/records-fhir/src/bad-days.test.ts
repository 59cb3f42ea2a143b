import type { CommitResult, RecordStore, Write } from '@baseplate-epr/contracts';
import { afterEach, expect, test } from 'vitest';
import { type SmallServer, startSmallServer } from './__fixtures__/small-server/small-server.ts';
import type { SmallServerBehaviour } from './__fixtures__/small-server/small-store.ts';
import { kitTypes, smallStore } from './__fixtures__/small-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';

let server: SmallServer;
let store: RecordStore;
afterEach(async () => {
  await store.stop();
  await server.stop();
});

async function open(behaviour: Partial<SmallServerBehaviour> = {}, requestTime = 30_000): Promise<void> {
  server = await startSmallServer({ types: kitTypes, ...behaviour });
  store = smallStore(server.url, { lookTime: 3_600_000, requestTime });
  await store.start(testContext);
}

function write(id: string, version = 1, family = `v${version}`): Write {
  const text = JSON.stringify({ resourceType: 'Patient', id, name: [{ family }] });
  const facts = { type: 'Patient', id, versionId: String(version), lastUpdated: 0, deleted: false };
  return {
    version: { ...facts, text, compartments: [{ type: 'Patient', id }], entries: [] },
    expect: version === 1 ? 'absent' : { versionId: String(version - 1) },
  };
}

const commit = (...writes: Write[]): Promise<CommitResult> => store.commit({ epoch: 1, writes });

test('a commit whose answer was lost is found, and one that never arrived is made again: each exactly once', async () => {
  await open();
  server.mishaps.push('lost after');
  expect((await commit(write('a'))).outcome).toBe('committed');
  server.mishaps.push('lost before');
  expect((await commit(write('b'))).outcome).toBe('committed');
  server.mishaps.push('busy');
  expect((await commit(write('a', 2))).outcome).toBe('committed');
  expect(server.store.versions('Patient', 'a')).toHaveLength(2);
  expect(server.store.versions('Patient', 'b')).toHaveLength(1);
});

test('a server that is away is told in words, and work goes on when it is back', async () => {
  await open();
  await commit(write('a'));
  await server.pause();
  await expect(store.read({ type: 'Patient', id: 'a' })).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect((await store.health()).status).toBe('fail');
  await server.resume();
  expect((await store.read({ type: 'Patient', id: 'a' }))?.versionId).toBe('1');
  expect((await commit(write('a', 2))).outcome).toBe('committed');
  expect((await store.health()).status).toBe('pass');
});

test('a write that waits too long behind a silent server is given up, and nothing of it is written', async () => {
  await open({}, 400);
  server.mishaps.push('silent', 'busy', 'busy', 'busy');
  const first = commit(write('a'));
  const second = commit(write('b'));
  await expect(second).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringMatching(/earlier writes for 400 ms.*nothing of it is written.*try again/),
    details: { nothingWritten: true },
  });
  expect((await first).outcome).toBe('committed');
  expect((await commit(write('c'))).outcome).toBe('committed');
  expect(server.store.versions('Patient', 'b')).toHaveLength(0);
});

test('what somebody writes past the head is not overwritten: the writer is told of the conflict', async () => {
  await open();
  await commit(write('a'));
  server.store.write([{ type: 'Patient', id: 'a', resource: { resourceType: 'Patient', id: 'a', active: true } }]);
  expect(await commit(write('a', 2))).toEqual({
    outcome: 'conflict',
    conflicts: [{ type: 'Patient', id: 'a', versionId: '2' }],
  });
  expect((await store.read({ type: 'Patient', id: 'a' }))?.text).toContain('"active":true');
});

test('an update that makes no version on the server is told as the version that is there', async () => {
  await open({ skipsSameContent: true });
  await commit(write('a', 1, 'same'));
  const again = await commit(write('a', 2, 'same'));
  expect(again).toMatchObject({ outcome: 'committed', versions: [{ versionId: '1' }] });
  expect(await commit(write('a', 2, 'other'))).toMatchObject({ outcome: 'committed', versions: [{ versionId: '2' }] });
});

test('with times in whole seconds, commits keep their order in the changes', { timeout: 120_000 }, async () => {
  await open({ wholeSeconds: true });
  for (const id of ['c', 'b', 'a']) await commit(write(id));
  const { versions } = await store.changes({ limit: 10 });
  expect(versions.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});

test('a refusal of the server is told by status and codes, with nothing of its words, and no address holds a name', async () => {
  await open();
  const odd: Write = {
    ...write('a'),
    version: { ...write('a').version, text: '{"resourceType":"Patient","id":"other"}' },
  };
  const refused = await commit(odd).then(
    () => undefined,
    (error: Error) => error,
  );
  expect(refused).toMatchObject({ code: 'input-invalid', details: { status: 422, issues: ['invalid'] } });
  expect(refused?.message).not.toMatch(/Smith|999/);
  await commit(write('b', 1, 'Smith 9990000018'));
  const where = { kind: 'string', parameter: 'name', match: 'starts', value: 'smith' } as const;
  await store.search({ types: ['Patient'], where, count: 10 });
  expect(server.requests.join('\n')).not.toMatch(/smith|999000/i);
});
