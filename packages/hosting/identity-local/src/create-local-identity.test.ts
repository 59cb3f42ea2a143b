import { randomBytes } from 'node:crypto';
import type { IdentityContext, StateEntry, StateNamespace } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { createLocalIdentity } from './create-local-identity.ts';
import { type LocalIdentityOptions, openToEverybody } from './local-identity-options.ts';

const origin = 'http://127.0.0.1:3000';

/** A namespace in memory, with expiry by the same clock; enough of the contract for this module. */
function memoryState(now: () => number): StateNamespace {
  const entries = new Map<string, StateEntry>();
  const alive = (key: string) => {
    const entry = entries.get(key);
    return entry?.expiresAt !== undefined && entry.expiresAt <= now() ? undefined : entry;
  };
  return {
    get: async ({ key }) => alive(key),
    set: async ({ key, value, expiresAt, ifVersion }) => {
      const current = alive(key);
      if (ifVersion === null && current !== undefined) return { outcome: 'conflict', current };
      entries.set(key, { key, value, version: value, ...(expiresAt === undefined ? {} : { expiresAt }) });
      return { outcome: 'written', version: value };
    },
    delete: async ({ key }) => ({ deleted: entries.delete(key) }),
    clear: async () => ({ deleted: 0 }),
    list: async () => ({ entries: [...entries.values()] }),
  };
}

async function start(options: LocalIdentityOptions = {}, hostname = '127.0.0.1') {
  let now = Date.parse('2026-11-21T08:00:00Z');
  const state = memoryState(() => now);
  const context: IdentityContext = {
    clock: { now: () => now },
    logger: { info() {}, warn() {}, error() {} },
    randomBytes: (size) => new Uint8Array(randomBytes(size)),
    state,
    address: { hostname, port: 3000 },
  };
  const identity = createLocalIdentity(options);
  await identity.start(context);
  return { identity, state, context, pass: (seconds: number) => (now += seconds * 1000) };
}

function signIn(persona: string, extra: Record<string, string> = { origin }, returnPath = '/patients/x') {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...extra };
  return new Request(`${origin}/identity/sign-in`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ persona, return: returnPath }),
  });
}

function cookieOf(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}

test('one sign-in opens a session that ends by itself', async () => {
  const { identity, pass } = await start({ sessionLifetime: 60 });
  const response = await identity.fetch(signIn('ward-nurse'));
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/patients/x');
  expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  const request = new Request(`${origin}/`, { headers: { cookie: cookieOf(response) } });
  const found = await identity.authenticate({ request, by: 'session' });
  expect(found).toMatchObject({
    outcome: 'authenticated',
    principal: { id: 'ward-nurse', role: { code: 'ward-nurse' }, purposeOfUse: 'TREAT' },
  });
  // A cookie is no bearer token: FHIR does not take it.
  expect(await identity.authenticate({ request, by: 'bearer' })).toEqual({ outcome: 'anonymous' });
  pass(61);
  expect(await identity.authenticate({ request, by: 'session' })).toEqual({ outcome: 'anonymous' });
});

test('the state store holds no session id', async () => {
  const { identity, state } = await start();
  const cookie = cookieOf(await identity.fetch(signIn('clerk')));
  const kept = JSON.stringify(await state.list({ limit: 100 }));
  expect(kept).not.toContain(cookie.split('=')[1]);
});

test('signing out ends the session', async () => {
  const { identity } = await start();
  const cookie = cookieOf(await identity.fetch(signIn('clerk')));
  const request = new Request(`${origin}/`, { headers: { cookie } });
  const { headers } = await identity.endSession({ request });
  expect(headers.get('set-cookie')).toContain('Max-Age=0');
  expect(await identity.authenticate({ request, by: 'session' })).toEqual({ outcome: 'anonymous' });
});

test('refuses a form from another page, and an unknown person in words', async () => {
  const { identity } = await start();
  expect((await identity.fetch(signIn('clerk', { origin: 'http://evil.example' }))).status).toBe(403);
  expect((await identity.fetch(signIn('clerk', { origin, 'sec-fetch-site': 'cross-site' }))).status).toBe(403);
  expect((await identity.fetch(signIn('clerk', {}))).status).toBe(403);
  const unknown = await identity.fetch(signIn('nobody'));
  expect(unknown.status).toBe(422);
  expect(await unknown.text()).toContain('Choose one of the people below.');
});

test.each(['//evil.example', 'http://evil.example', '/\\evil.example', 'patients'])(
  'never leads away from this origin: %s',
  async (path) => {
    const { identity } = await start();
    const location = (await identity.fetch(signIn('clerk', { origin }, path))).headers.get('location');
    expect(location).toBe('/');
  },
);

test('tokens act in their role, narrowed, until they expire', async () => {
  const { identity, pass } = await start();
  const issued = await identity.issueToken?.({ role: 'system', timeToLive: 3600, scopes: ['system/Patient.rs'] });
  const request = new Request(`${origin}/fhir/Patient`, { headers: { authorization: `Bearer ${issued?.token}` } });
  expect(await identity.authenticate({ request, by: 'bearer' })).toMatchObject({
    outcome: 'authenticated',
    principal: { kind: 'system', scopes: ['system/*.cruds'], tokenScopes: ['system/Patient.rs'] },
  });
  pass(3601);
  expect(await identity.authenticate({ request, by: 'bearer' })).toMatchObject({ outcome: 'refused' });
});

test('a forged or foreign token is refused, also one without a signature', async () => {
  const { identity } = await start();
  const other = await start();
  const foreign = (await other.identity.issueToken?.({ role: 'system', timeToLive: 60 }))?.token ?? '';
  const [, payload] = foreign.split('.');
  const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`;
  for (const token of [foreign, unsigned, 'abc']) {
    const request = new Request(`${origin}/fhir/Patient`, { headers: { authorization: `Bearer ${token}` } });
    expect(await identity.authenticate({ request, by: 'bearer' })).toMatchObject({ outcome: 'refused' });
  }
});

test('refuses to run where others can reach it, unless told so in words', async () => {
  await expect(start({}, '0.0.0.0')).rejects.toMatchObject({
    code: 'address-refused',
    message: expect.stringContaining('no passwords'),
  });
  await expect(start({ allowNonLoopback: 'yes' }, '10.0.0.5')).rejects.toMatchObject({ code: 'address-refused' });
  await expect(start({ allowNonLoopback: openToEverybody }, '10.0.0.5')).resolves.toBeDefined();
});

test('a page elsewhere cannot point its own name here', async () => {
  const { identity } = await start();
  const cookie = cookieOf(await identity.fetch(signIn('clerk')));
  const request = new Request('http://rebound.example:3000/', { headers: { cookie } });
  expect(await identity.authenticate({ request, by: 'session' })).toMatchObject({ outcome: 'refused' });
  expect((await identity.fetch(new Request('http://rebound.example:3000/identity/sign-in'))).status).toBe(403);
});

test('a patient persona without a record holds no scope; roles that do not exist are named', async () => {
  const { identity } = await start({ personas: [{ id: 'mary', display: 'Mary', role: 'patient', description: '' }] });
  const cookie = cookieOf(await identity.fetch(signIn('mary')));
  const found = await identity.authenticate({ request: new Request(origin, { headers: { cookie } }), by: 'session' });
  expect(found).toMatchObject({ principal: { scopes: [] } });
  await expect(start({ personas: [{ id: 'x', display: 'X', role: 'wizard', description: '' }] })).rejects.toMatchObject(
    {
      code: 'configuration-invalid',
    },
  );
});

test('a name in the configuration cannot break out of the page', async () => {
  const { identity } = await start({ personas: [{ id: 'x', display: '<script>"', role: 'clerk', description: "'" }] });
  const text = await (await identity.fetch(new Request(`${origin}/identity/sign-in?return=%22%3E%3Cb`))).text();
  expect(text).not.toContain('<script>');
  expect(text).not.toContain('"><b');
});
