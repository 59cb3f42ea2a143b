import { randomBytes } from 'node:crypto';
import type { DigitalService, ModuleContext } from '@baseplate-epr/contracts';
import { serveDigitalService, signatureHeader, signCall } from '@baseplate-epr/service-host';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { type HostileAssembly, openHostileAssembly } from '../../__fixtures__/hostile/hostile-assembly.ts';
import { listen } from '../../__fixtures__/hostile/listen.ts';
import {
  civil,
  elsewhere,
  keeping,
  overreading,
  redirecting,
  silent,
  throwing,
} from '../../__fixtures__/hostile/services.ts';
import type { AssemblyConfiguration } from '../../configuration/assembly-configuration.ts';
import { atAddress } from '../../configuration/placement.ts';

const secret = randomBytes(32).toString('hex');
const closing: (() => Promise<unknown>)[] = [];
let opened: HostileAssembly | undefined;

beforeAll(() => {
  process.env.REMOTE_SECRET = secret;
});
afterEach(async () => {
  await opened?.assembly.stop();
  for (const close of closing.splice(0)) await close();
});

const told: string[] = [];
const log = (message: string) => void told.push(message);
const context: ModuleContext = {
  clock: { now: () => Date.now() },
  logger: { info: log, warn: log, error: log },
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
};

/** Serves a service as its supplier does; what came to it is kept. */
async function serve(
  service: DigitalService,
): Promise<{ readonly url: string; readonly came: string[]; readonly headers: Headers[] }> {
  const served = await serveDigitalService(service, { secret, context });
  const came: string[] = [];
  const headers: Headers[] = [];
  const { origin, stop } = await listen(async (request) => {
    came.push(await request.clone().text());
    headers.push(request.headers);
    return served.fetch(request);
  });
  closing.push(stop);
  return { url: `${origin}/`, came, headers };
}

const at = (url: string) => atAddress({ package: '@example/remote', url, secret: { secret: 'REMOTE_SECRET' } });

/** Opens the record behind a real server, so that a service elsewhere reaches it. */
async function open(...urls: readonly string[]): Promise<HostileAssembly> {
  return openWith({}, ...urls);
}

async function openWith(
  isolation: AssemblyConfiguration['isolation'],
  ...urls: readonly string[]
): Promise<HostileAssembly> {
  const { origin, stop } = await listen((request) => (opened as HostileAssembly).assembly.fetch(request));
  closing.push(stop);
  opened = await openHostileAssembly(urls.map(at), isolation, undefined, {}, {}, origin);
  return opened;
}

test('the same service answers the same from an address, with the record, its state and its user', async () => {
  const { url } = await serve(civil());
  const { panels, get, assembly } = await open(url);
  expect((await panels()).civil?.html).toContain('{"who":"doctor","total":0,"before":null,"form":""}');
  expect((await panels('clerk')).civil?.html).toContain('{"who":"clerk","total":0,"before":"1","form":""}');
  const page = await get('/services/civil/page');
  expect([page.status, page.headers.get('baseplate-service')]).toEqual([200, null]);
  expect((await assembly.health()).status).toBe('pass');
});

test('what fails, hangs or leads away at an address costs its own panel', async () => {
  const urls = await Promise.all(
    [throwing(), silent(), redirecting()].map(async (service) => (await serve(service)).url),
  );
  expect(await (await open(...urls)).panels()).toMatchObject({
    neighbour: { outcome: 'content' },
    throwing: { outcome: 'unavailable', reason: 'failed' },
    silent: { outcome: 'unavailable', reason: 'slow' },
    redirecting: { outcome: 'unavailable', reason: 'failed' },
  });
  expect(told.join()).not.toContain('EDWARDS');
});

test('an address is sent no more calls at once than a process is, and a call that failed makes room for another', async () => {
  const { url, came } = await serve(silent());
  const { get } = await openWith({ callsInHand: 2, callTime: 1000 }, url);
  const calls = () => came.filter((body) => JSON.parse(body).kind === 'call').length;
  const ask = async () => (await get('/services/silent/page')).status;
  const answers = await Promise.all([ask(), ask(), ask(), ask()]);
  expect(answers.every((status) => status >= 500)).toBe(true);
  expect(calls()).toBe(2);
  await ask();
  expect(calls()).toBe(3);
});

test('only the record may call, each call once and not late; a user of the record is not believed', async () => {
  const { url, came, headers } = await serve(civil());
  const { panels } = await open(url);
  await panels();
  const [body = '', header = ''] = [came.at(-1), headers.at(-1)?.get(signatureHeader) ?? ''];
  expect(body).toContain('"kind":"call"');
  const send = async (sent: string, signature: string) =>
    (await fetch(url, { method: 'POST', body: sent, headers: { [signatureHeader]: signature } })).status;
  const forged = body.replace('"id":"doctor"', '"id":"administrator"');
  expect(forged).not.toBe(body);
  expect(await send(forged, header)).toBe(401);
  expect(await send(body, '')).toBe(401);
  expect(await send(body, signCall(secret.toUpperCase(), Date.now(), body))).toBe(401);
  expect(await send(body, signCall(secret, Date.now() - 120_000, body))).toBe(401);
  // Signed and fresh, but taken already.
  expect(await send(body, signCall(secret, Date.now(), body))).toBe(401);
  expect(await send('{"kind":"manifest"}', signCall(secret, Date.now(), '{"kind":"manifest"}'))).toBe(200);
});

test('the token of a call is the caller narrowed to the service, and ends with the call', async () => {
  const { url, came } = await serve(overreading());
  const { url: keepingUrl } = await serve(keeping());
  const { panels, assembly } = await open(url, keepingUrl);
  const { overreading: first } = await panels();
  expect(first?.outcome).toBe('content');
  expect(first?.html).not.toContain('"resourceType":"Observation"');
  expect(first?.html).toContain('"/fhir/Observation":403');
  const { token } = JSON.parse(came.at(-1) ?? '{}').record;
  expect(token).toMatch(/^call\./);
  const entries = async () => (await assembly.record.verifyAudit()).verification.entries;
  const before = await entries();
  for (const path of ['/fhir/Patient', '/service-calls/state']) {
    const method = path.startsWith('/fhir') ? 'GET' : 'POST';
    const headers = { authorization: `Bearer ${token}` };
    expect((await assembly.fetch(new Request(`http://127.0.0.1:3000${path}`, { method, headers }))).status).toBe(401);
  }
  expect((await entries()) - before).toBe(1);
  expect((await panels('clerk')).keeping?.html).toContain('{"record":401,"state":"access-refused"}');
});

test('an address that answers as no service, another secret and a user interface are refused in words', async () => {
  const { origin, stop } = await listen(async () => new Response('<h1>Welcome</h1>'));
  closing.push(stop);
  const refusal = async (url: string) =>
    open(url).then(
      () => 'opened',
      (error: Error) => error.message,
    );
  expect(await refusal(`${origin}/`)).toMatch(/@example\/remote at its address gave no manifest/);
  const wordy = { ...civil(), manifest: { ...civil().manifest, more: 'x'.repeat(2_000_000) } };
  expect(await refusal((await serve(wordy)).url)).toMatch(/@example\/remote at its address gave no manifest/);
  const { url } = await serve(elsewhere());
  expect(await refusal(url)).toContain('a user interface, which cannot run at an address');
  process.env.REMOTE_SECRET = 'short';
  expect(await refusal(url)).toContain('the environment variable REMOTE_SECRET holds no secret');
  process.env.REMOTE_SECRET = 'x'.repeat(32);
  expect(await refusal(url)).toContain('gave no manifest');
  process.env.REMOTE_SECRET = secret;
});
