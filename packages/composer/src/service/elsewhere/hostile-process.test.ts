import { readdir, readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type HostileAssembly, openHostileAssembly } from '../../__fixtures__/hostile/hostile-assembly.ts';
import { type InstalledHostile, installHostile } from '../../__fixtures__/hostile/install-hostile.ts';
import type { AssemblyConfiguration } from '../../configuration/assembly-configuration.ts';
import { framedFragment } from '../../panel-style/panel-style.ts';

/** How many processes that this one started compute only when nothing else wants to. */
async function idleChildren(): Promise<number> {
  const all = await readdir('/proc');
  const policies = all.filter((name) => /^\d+$/.test(name)).map((pid) => policyOfChild(Number(pid)));
  return (await Promise.all(policies)).filter((policy) => policy === SCHED_IDLE).length;
}

const SCHED_IDLE = 5;

async function policyOfChild(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return fields[1] === process.pid ? fields[38] : undefined;
}

let installed: InstalledHostile;
const opened: HostileAssembly[] = [];

beforeAll(async () => {
  installed = await installHostile();
});
afterEach(async () => {
  for (const { assembly } of opened.splice(0)) await assembly.stop();
});
afterAll(() => installed.remove());

async function open(
  factories: readonly string[],
  isolation?: AssemblyConfiguration['isolation'],
): Promise<HostileAssembly> {
  const services = factories.map((factory) => installed.reference(factory));
  const hostile = await openHostileAssembly(services, isolation);
  opened.push(hostile);
  return hostile;
}

const neighbour = { outcome: 'content', html: framedFragment('<p>200</p>', 'neighbour') };
const away = (reason: unknown) => ({ outcome: 'unavailable', reason, since: expect.any(Number) });

test('a civil service of somebody else reads, keeps state and logs from a process of its own', async () => {
  const { panels } = await open(['civil']);
  const first = await panels();
  expect(first).toMatchObject({ neighbour });
  expect(first.civil?.html).toContain('{"who":"doctor","total":0,"before":null,"form":""}');
  expect((await panels('nurse')).civil?.html).toContain('{"who":"nurse","total":0,"before":"1","form":""}');
});

test.each(['throwing', 'exploding', 'exiting', 'garbage', 'babbling', 'announcing', 'flooding', 'huge', 'endless'])(
  'a service that is %s costs its own panel, and is there again by itself',
  async (factory) => {
    const { panels, logged } = await open([factory, 'civil']);
    const first = await panels();
    expect(first).toMatchObject({ neighbour, civil: { outcome: 'content' }, [factory]: away('failed') });
    const name = expect.stringContaining(factory);
    expect(logged).toContainEqual(name);
    expect(logged.join()).not.toContain('EDWARDS');
    const { assembly } = opened[0] as HostileAssembly;
    await expect.poll(async () => (await assembly.health()).status, { timeout: 30_000 }).toBe('pass');
  },
);

test('a service that spins for ever is ended and there again; its panel alone is away', async () => {
  const { panels, logged, assembly } = await open(['spinning', 'civil']);
  expect(await panels()).toMatchObject({
    neighbour,
    civil: { outcome: 'content' },
    spinning: away(expect.any(String)),
  });
  await expect.poll(() => logged.join(), { timeout: 30_000 }).toContain('it said nothing for too long');
  await expect.poll(async () => (await assembly.health()).status, { timeout: 30_000 }).toBe('pass');
});

test.runIf(process.platform === 'linux')(
  'a service that computes without pause goes on, and only when nothing else wants to; one that was ended for it starts so again',
  async () => {
    const { panels, assembly } = await open(['busy', 'civil']);
    await panels();
    await expect.poll(idleChildren, { timeout: 30_000 }).toBe(1);
    const content = { outcome: 'content' };
    await expect.poll(() => panels(), { timeout: 30_000 }).toMatchObject({ busy: content, civil: content });
    await assembly.stop();
    const spinning = await open(['spinning', 'civil']);
    await spinning.panels();
    await expect.poll(() => spinning.logged.join(), { timeout: 30_000 }).toContain('it said nothing for too long');
    await expect.poll(async () => (await spinning.assembly.health()).status, { timeout: 30_000 }).toBe('pass');
    expect(await idleChildren()).toBe(1);
  },
  300_000,
);

test.each(['leaking', 'hoardingBuffers'])(
  'a service that is %s ends at its limit of memory',
  async (factory) => {
    const { panels, logged, assembly } = await open([factory, 'civil'], {
      memory: 48,
      silence: 3000,
      callTime: 20_000,
    });
    const before = process.memoryUsage().rss;
    expect(await panels()).toMatchObject({ neighbour, civil: { outcome: 'content' } });
    const words =
      factory === 'leaking' ? /ended \(SIGABRT|exit code 134|held too much|nothing for too long/ : /held too much/;
    await expect.poll(() => logged.join(), { timeout: 30_000 }).toMatch(words);
    await expect.poll(async () => (await assembly.health()).status, { timeout: 30_000 }).toBe('pass');
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  },
  120_000,
);

test.each(['silent', 'dripping'])('a service that is %s costs its own panel within its budget', async (factory) => {
  const { panels } = await open([factory, 'civil']);
  const began = performance.now();
  expect(await panels()).toMatchObject({ neighbour, civil: { outcome: 'content' }, [factory]: away('slow') });
  expect(performance.now() - began).toBeLessThan(4000);
});

test('a service that asks and takes no answer is ended before what waits for it fills the memory', async () => {
  const services = [installed.reference('deaf', {}, 'process', 'deaf'), installed.reference('civil')];
  const hostile = await openHostileAssembly(services, { silence: 60_000, callTime: 20_000 });
  opened.push(hostile);
  expect((await hostile.get('/services/deaf/')).status).toBe(503);
  expect(hostile.logged.join()).toContain('it took nothing of what it was sent');
  expect(await hostile.panels()).toMatchObject({ neighbour, civil: { outcome: 'content' } });
}, 120_000);

test('of what a service writes no more is taken in a second than leaves the record time for its own work', async () => {
  const services = [installed.reference('pouring', {}, 'process', 'deaf')];
  const hostile = await openHostileAssembly(services, { silence: 60_000, callTime: 20_000 });
  opened.push(hostile);
  const written = Number(await (await hostile.get('/services/pouring/')).text());
  expect(written).toBeGreaterThan(4_000_000);
  // Three seconds are parts of four.
  expect(written).toBeLessThan(4.5 * 32 * 1024 * 1024);
}, 120_000);

test('a page that never begins, or never ends, is given up', async () => {
  const silent = await open(['silent'], { callTime: 300 });
  expect((await silent.get('/services/silent/page')).status).toBe(503);
  const { get } = await open(['dripping', 'endless'], { callTime: 30_000, answerTime: 5000, answerBytes: 200_000 });
  const dripping = await get('/services/dripping/page');
  await expect(dripping.text()).rejects.toThrow('took too long');
  await expect((await get('/services/endless/page')).text()).rejects.toThrow('longer than its limit');
});

test('redirects of a panel lead nowhere; script, style and foreign forms in it are gone', async () => {
  const { panels, get } = await open(['redirecting', 'scripting']);
  const { redirecting, scripting } = await panels();
  expect(redirecting).toMatchObject(away('failed'));
  expect(scripting?.html).toBe(framedFragment('<p>x</p><form><input name="q" /></form><a>y</a>', 'scripting'));
  const page = await get('/services/scripting/page');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'none'");
  expect(page.headers.get('content-security-policy')).toContain("style-src 'self'");
  expect(page.headers.get('content-security-policy')).toContain("base-uri 'none'");
});

test('what it logs is cut, bounded and its own; what it prints goes nowhere', async () => {
  const { panels, logged } = await open(['chattering'], { logLines: 10 });
  expect((await panels()).chattering).toMatchObject({
    outcome: 'content',
    html: framedFragment('<p>said</p>', 'chattering'),
  });
  const lines = logged.filter((line) => line.startsWith('line '));
  expect(lines).toHaveLength(10);
  for (const line of lines) {
    expect(line.length).toBeLessThan(1000);
    expect(line).toContain('"service":"chattering"');
  }
  expect(logged.join()).not.toContain('EDWARDS');
});

test.each([
  ['babbling', 'it sent what is no message'],
  ['announcing', 'it sent what is no message'],
  ['flooding', 'it sent too much'],
])('a service that is %s is ended for just that, before it is found silent', async (factory, reason) => {
  const { panels, logged } = await open([factory], { silence: 20_000, messagesPerSecond: 300 });
  expect(await panels()).toMatchObject({ neighbour });
  await expect.poll(() => logged.join(), { timeout: 30_000 }).toContain(reason);
});
