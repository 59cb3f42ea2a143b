import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type HostileAssembly, openHostileAssembly } from '../../__fixtures__/hostile/hostile-assembly.ts';
import { type InstalledHostile, installHostile } from '../../__fixtures__/hostile/install-hostile.ts';

let installed: InstalledHostile;
let opened: HostileAssembly | undefined;

beforeAll(async () => {
  installed = await installHostile();
});
afterEach(() => opened?.assembly.stop());
afterAll(() => installed.remove());

async function open(...services: readonly (readonly [factory: string, options?: object])[]): Promise<HostileAssembly> {
  opened = await openHostileAssembly(services.map(([factory, options]) => installed.reference(factory, options)));
  return opened;
}

const textOf = (html: string | undefined) =>
  (html ?? '').replaceAll('&quot;', '"').replace(/<\/?(?:p|div)(?: [^>]*)?>/g, '');

test('it sees no environment, no file but its own, no process, no thread; no network where Node can deny it', async () => {
  process.env.HOSTILE_OTHER = 'secret';
  const own = join(installed.folder, 'package.json');
  const files = [own, '/etc/hostname', import.meta.filename, join(installed.folder, '../node_modules')];
  const { panels } = await open(['prying', { files }]);
  const seen = JSON.parse(textOf((await panels()).prying?.html));
  expect(seen).toEqual({
    environment: [],
    read: [expect.stringMatching(/^did: \d+$/), 'ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED'],
    write: 'ERR_ACCESS_DENIED',
    process: 'ERR_ACCESS_DENIED',
    thread: 'ERR_ACCESS_DENIED',
    // Node denies the network from version 25 on; before, whatever runs the record has to.
    network: Number(process.versions.node.split('.')[0]) >= 25 ? 'ERR_ACCESS_DENIED' : 'ECONNREFUSED',
  });
});

test('it may load what its package depends on, and has the secrets that its options name', async () => {
  process.env.HOSTILE_SECRET = 'key';
  const { panels } = await open(['depending', { key: { secret: 'HOSTILE_SECRET' } }]);
  expect(JSON.parse(textOf((await panels()).depending?.html))).toEqual({ mortar: 'holds', secret: 'key', other: null });
});

test('it reads no more than it was granted by any way the record has, whatever headers it forges', async () => {
  const { panels, assembly } = await open(['overreading']);
  const write = (resource: { readonly resourceType: string; readonly id: string }) =>
    assembly.fetch(
      new Request(`http://127.0.0.1:3000/fhir/${resource.resourceType}/${resource.id}`, {
        method: 'PUT',
        headers: { authorization: 'Bearer doctor', 'content-type': 'application/fhir+json' },
        body: JSON.stringify(resource),
      }),
    );
  expect((await write({ resourceType: 'Patient', id: 'p', ...{ name: [{ family: 'Edwards' }] } })).status).toBe(201);
  const observation = {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    code: { text: 'SECRET-CODE' },
    subject: { reference: 'Patient/p' },
  };
  expect((await write(observation)).status).toBe(201);
  const answers: Record<string, string | number> = JSON.parse(textOf((await panels()).overreading?.html));
  expect(Object.keys(answers)).toHaveLength(8);
  expect(JSON.stringify(answers)).not.toContain('SECRET-CODE');
  for (const [path, answer] of Object.entries(answers)) {
    if (typeof answer === 'number') expect([400, 403, 404], path).toContain(answer);
    else {
      const { resourceType, total = 0, entry = [] } = JSON.parse(answer);
      expect(resourceType, path).toBe('Bundle');
      const types = (entry as { readonly resource: { readonly resourceType: string } }[]).map(
        ({ resource }) => resource.resourceType,
      );
      expect(types, path).not.toContain('Observation');
      if (/^\/fhir\/Observation|_has/.test(path)) expect(total, path).toBe(0);
    }
  }
});

test('what came with a call is useless in the next one, of the same user or another', async () => {
  const { panels } = await open(['keeping']);
  expect((await panels('doctor')).keeping?.html).toContain('first');
  for (const user of ['doctor', 'clerk'])
    expect(JSON.parse(textOf((await panels(user)).keeping?.html))).toEqual({
      record: 'access-refused',
      state: 'access-refused',
    });
});

test('numbers of calls that it was not given lead nowhere', async () => {
  const { panels, assembly } = await open(['guessing']);
  const entries = async () => (await assembly.record.verifyAudit()).verification.entries;
  expect((await panels()).neighbour).toMatchObject({ outcome: 'content' });
  const before = await entries();
  expect((await panels()).guessing?.html).toContain('guessed');
  // The neighbour reads patients once; nothing else was read.
  expect((await entries()) - before).toBe(1);
});

test('the state of another service is out of reach', async () => {
  const { panels } = await open(['civil'], ['rummaging']);
  await panels();
  const { civil, rummaging } = await panels();
  expect(textOf(civil?.html)).toContain('"before":"1"');
  expect(JSON.parse(textOf(rummaging?.html))).toEqual({ keys: ['../civil/count'], odd: 'refused' });
});
