import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type HostileAssembly, openHostileAssembly } from '../../__fixtures__/hostile/hostile-assembly.ts';
import { type InstalledHostile, installHostile } from '../../__fixtures__/hostile/install-hostile.ts';
import { reference } from '../../__fixtures__/modules.ts';
import { framedFragment, frameStyle } from '../../panel-style/panel-style.ts';

let installed: InstalledHostile;
let opened: HostileAssembly | undefined;

beforeAll(async () => {
  installed = await installHostile();
});
afterEach(() => opened?.assembly.stop());
afterAll(() => installed.remove());

test.each(['inline', 'worker', 'process'] as const)('the same service answers the same %s', async (runs) => {
  opened = await openHostileAssembly([installed.reference('civil', {}, runs)]);
  const { panels, get } = opened;
  expect((await panels()).civil?.html).toContain('"before":null');
  expect((await panels('clerk')).civil?.html).toContain('"who":"clerk","total":0,"before":"1"');
  const page = await get('/services/civil/page');
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await page.text()).toContain('"before":"2"');
  expect((await opened.assembly.health()).status).toBe('pass');
});

test.each(['inline', 'worker', 'process'] as const)('a service hears of changes the same %s', async (runs) => {
  const grants = { hearing: ['system/Patient.rs'] };
  opened = await openHostileAssembly([installed.reference('hearing', {}, runs)], {}, undefined, {}, grants);
  const { panels, assembly } = opened;
  const headers = { authorization: 'Bearer doctor', 'content-type': 'application/fhir+json' };
  const body = JSON.stringify({ resourceType: 'Patient', id: 'a' });
  await assembly.fetch(new Request('http://127.0.0.1:3000/fhir/Patient/a', { method: 'PUT', headers, body }));
  const heard = async () => (await panels()).hearing?.html;
  await expect.poll(heard, { timeout: 30_000 }).toContain('service/hearing,create,a,200,403');
});

test.each([
  ['spinning', /it said nothing for too long/],
  ['leaking', /it held too much|ERR_WORKER_OUT_OF_MEMORY/],
  ['mapping', /it held too much/],
  ['hoardingBuffers', /it held too much/],
])(
  'a thread that is %s is ended and there again',
  async (factory, words) => {
    opened = await openHostileAssembly([installed.reference(factory, {}, 'worker')], { memory: 48, silence: 3000 });
    const { panels, logged, assembly } = opened;
    expect(await panels()).toMatchObject({ neighbour: { outcome: 'content' } });
    await expect.poll(() => logged.join(), { timeout: 30_000 }).toMatch(words);
    await expect.poll(async () => (await assembly.health()).status, { timeout: 30_000 }).toBe('pass');
  },
  120_000,
);

test.each(['worker', 'process'] as const)(
  'a user interface in a %s has its panels, its token and the way out',
  async (runs) => {
    opened = await openHostileAssembly([installed.reference('civil'), installed.reference('elsewhere', {}, runs)], {}, [
      reference('digital-service', 'neighbour'),
    ]);
    const { get, assembly } = opened;
    const page = await get('/');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await page.json()).toEqual({
      list: ['civil', 'neighbour'],
      side: 0,
      styles: [frameStyle.path],
      token: expect.stringMatching(/^[\w-]{43}$/),
      neighbour: { outcome: 'content', status: 200, html: framedFragment('<p>200</p>', 'neighbour') },
      sent: expect.objectContaining({ outcome: 'content', html: expect.stringContaining('a=b&amp;c=d') }),
    });
    const out = await get('/sign-out');
    expect([out.status, out.headers.get('set-cookie')]).toEqual([303, 'session=']);
    const late = await get('/late');
    expect(await late.text()).toBe('access-refused');
    expect((await assembly.health()).status).toBe('pass');
  },
);
