import { randomBytes } from 'node:crypto';
import type { ModuleContext } from '@baseplate-epr/contracts';
import { afterEach, expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { plainAssembly } from '../__fixtures__/plain-assembly.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { framedFragment } from '../panel-style/panel-style.ts';
import type { Assembly } from './assembly.ts';
import { openAssembly } from './open-assembly.ts';

const logged: string[] = [];
const log = (message: string, fields?: object) => logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
const context: ModuleContext = {
  clock: { now: () => 1_795_000_000_000 },
  logger: { info: log, warn: log, error: log },
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
};
const opened: Assembly[] = [];

const configuration = (...services: readonly string[]) => plainAssembly('shell', ...services);

async function open(given: AssemblyConfiguration): Promise<Assembly> {
  const assembly = await openAssembly({ configuration: given, context, listen: true });
  opened.push(assembly);
  return assembly;
}

function get(assembly: Assembly, path: string, headers: Record<string, string> = { cookie: 'session=doctor' }) {
  return assembly.fetch(new Request(`http://127.0.0.1:3000${path}`, { headers }));
}

afterEach(async () => {
  for (const assembly of opened.splice(0)) await assembly.stop();
  logged.length = 0;
});

test('a panel that is slow, throws, babbles or is huge costs only itself, and says since when', async () => {
  const assembly = await open(configuration('good', 'slow', 'throwing', 'babbling', 'huge'));
  const panels = await (await get(assembly, '/')).json();
  const since = 1_795_000_000_000;
  expect(panels).toMatchObject({
    good: { outcome: 'content', status: 200 },
    slow: { outcome: 'unavailable', reason: 'slow', since },
    throwing: { outcome: 'unavailable', reason: 'failed', since },
    babbling: { outcome: 'unavailable', reason: 'failed', since },
    huge: { outcome: 'unavailable', reason: 'failed', since },
  });
  expect(logged.join('\n')).not.toContain('EDWARDS');
});

test('a hundred charts asked for at once are all whole, though a panel has less time than all of them take', async () => {
  const assembly = await open(configuration('working'));
  const ask = async () =>
    (await (await get(assembly, '/')).json()) as { readonly working: { readonly outcome: string } };
  const pages = await Promise.all(Array.from({ length: 100 }, ask));
  expect(pages.filter(({ working }) => working.outcome !== 'content')).toEqual([]);
});

test('a service reaches the record with its own scopes only, and its fragment is sanitised', async () => {
  const assembly = await open(configuration('good'));
  const { good } = (await (await get(assembly, '/')).json()) as { good: { html: string } };
  // It asked for user/Patient.rs, so Patient is open and Observation is not, although the doctor may read both.
  expect(good.html).toBe(framedFragment('<p>200 403</p><a>x</a>', 'good'));
});

test('a record handle dies with its request', async () => {
  const assembly = await open(configuration('hoarding'));
  await get(assembly, '/');
  const { hoarding } = (await (await get(assembly, '/')).json()) as { hoarding: { html: string } };
  expect(hoarding.html).toContain('after its request was answered');
});

test('FHIR takes bearer tokens, never the session cookie; metadata is public', async () => {
  const assembly = await open(configuration());
  const refused = await get(assembly, '/fhir/Patient');
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toContain('Bearer');
  expect(await refused.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  expect((await get(assembly, '/fhir/Patient', { authorization: 'Bearer doctor' })).status).toBe(200);
  expect((await get(assembly, '/fhir/metadata', {})).status).toBe(200);
});

test('a bearer token that does not hold is refused and audited', async () => {
  const assembly = await open(configuration());
  const entries = async () => (await assembly.record.verifyAudit()).verification.entries;
  const before = await entries();
  expect((await get(assembly, '/fhir/Patient', { authorization: 'Bearer forged' })).status).toBe(401);
  expect(await entries()).toBe(before + 1);
  expect((await get(assembly, '/fhir/Patient', {})).status).toBe(401);
  expect(await entries()).toBe(before + 1);
});

test('without a session a page leads to sign-in and back, a form says that nothing was saved', async () => {
  const assembly = await open(configuration());
  const page = await get(assembly, '/patients/x?y=1', {});
  expect(page.status).toBe(303);
  expect(page.headers.get('location')).toBe('/identity/sign-in?return=%2Fpatients%2Fx%3Fy%3D1');
  const form = await assembly.fetch(new Request('http://127.0.0.1:3000/patients/x', { method: 'POST', body: 'a=b' }));
  expect(form.status).toBe(401);
  const words = await form.text();
  expect(words).toContain('nothing was saved');
  expect(words).toContain('href="/identity/sign-in?return=%2Fpatients%2Fx"');
  expect((await get(assembly, '/static.css', {})).status).toBe(200);
});

test('signing out is audited and clears the cookie', async () => {
  const assembly = await open(configuration());
  const response = await get(assembly, '/sign-out');
  expect(response.headers.get('set-cookie')).toBe('session=');
});

test('pages run script of the user interface only, services none; errors tell no data', async () => {
  const assembly = await open(configuration('good'));
  expect((await get(assembly, '/')).headers.get('content-security-policy')).toContain("script-src 'self'");
  expect((await get(assembly, '/services/good/x')).headers.get('content-security-policy')).toContain(
    "script-src 'none'",
  );
  const failed = await get(assembly, '/boom');
  expect(failed.status).toBe(500);
  expect(await failed.text()).not.toContain('EDWARDS');
  expect(logged.join('\n')).not.toContain('EDWARDS');
});

test('a service sees no credentials, sets no cookie, and gives no script', async () => {
  const assembly = await open(configuration('prying'));
  const headers = { cookie: 'session=doctor', authorization: 'Bearer doctor', 'accept-language': 'en' };
  for (const path of ['/services/prying/page.js', '/services/prying/prying.css', '/services/prying//evil.example/x']) {
    const answer = await get(assembly, path, headers);
    const seen = await answer.text();
    expect(seen).toContain('accept-language=en');
    expect(seen).not.toContain('doctor');
    expect(seen).toContain('http://127.0.0.1:3000/');
    expect([...answer.headers.keys()].sort()).toEqual(['cache-control', 'content-security-policy', 'content-type']);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const stored = path.endsWith('.css') ? 'public, max-age=600' : 'no-store';
    expect(answer.headers.get('cache-control')).toBe(stored);
  }
});

test('pages of people are never stored on the way', async () => {
  const assembly = await open(configuration('good'));
  for (const path of ['/', '/services/good/x', '/identity/sign-in'])
    expect((await get(assembly, path)).headers.get('cache-control')).toBe('no-store');
});

test('a record handle leads to the record only, and ends with the time of its request', async () => {
  const assembly = await open(configuration('roaming', 'lingering', 'sudden'));
  const first = (await (await get(assembly, '/')).json()) as Record<string, { html: string }>;
  expect(first.roaming?.html).toBe(framedFragment('<p>refused refused refused refused refused 200</p>', 'roaming'));
  expect(first.sudden).toMatchObject({ outcome: 'unavailable', reason: 'failed' });
  const second = (await (await get(assembly, '/')).json()) as Record<string, { html: string }>;
  expect(second.lingering?.html).toContain('after its request was answered');
  expect(logged.join()).not.toContain('EDWARDS');
});

test('health tells the outside the state and no more', async () => {
  const assembly = await open(configuration());
  expect(await (await get(assembly, '/health', {})).json()).toEqual({ status: 'pass' });
  expect((await assembly.health()).modules.map(({ place }) => place)).toContain('data.records');
});

test('what cannot start is told all at once, and nothing is left running', async () => {
  const base = configuration();
  const broken = (message: string) => reference('record-store', 'broken', { message });
  const given = {
    ...base,
    data: { ...base.data, records: broken('The folder is read-only.') },
    services: [...base.services, { ...reference('digital-service', 'good'), factory: 'missing' }],
  };
  await expect(open(given)).rejects.toMatchObject({
    code: 'module-unavailable',
    message: expect.stringContaining('exports no function missing'),
  });
  await expect(open({ ...given, services: base.services })).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: 'The folder is read-only.',
  });
});

test('services that cannot stand side by side are refused in words', async () => {
  await expect(open(configuration('shell', 'good', 'good', 'scripted'))).rejects.toMatchObject({
    code: 'configuration-invalid',
    details: {
      problems: expect.arrayContaining([
        expect.stringContaining('good is there twice'),
        expect.stringContaining('scripted declares a script and is no user interface'),
        expect.stringContaining('are all user interfaces'),
      ]),
    },
  });
});

test('skew, what cannot be loaded, unmet requirements and circles are told all at once', async () => {
  const base = configuration('needy', 'circular');
  const [needy, ...others] = base.services.toReversed();
  const problems = async (given: AssemblyConfiguration) => {
    const error: unknown = await open(given).catch((reason: unknown) => reason);
    return (error as { details: { problems: readonly string[] } }).details.problems;
  };
  expect(await problems(base)).toEqual([
    expect.stringContaining('needy requires the service absent, which is not there. Add it'),
    expect.stringMatching(/needy requires a record-store that can do multipleProcesses, which does not \(.+\)/),
    expect.stringContaining('needy requires a state-store that can do telepathy, which says nothing of it'),
    expect.stringContaining('in a circle: needy → circular → needy'),
  ]);
  const worse = {
    ...base,
    hosting: { ...base.hosting, server: { ...base.hosting.server, contractVersion: 2 } },
    data: { ...base.data, documents: { ...base.data.documents, factory: 'missing' } },
    services: [...others, ...(needy === undefined ? [] : [needy])],
  };
  expect(await problems(worse)).toEqual([
    expect.stringMatching(
      /hosting\.server: .* implements version 2 of host, but this release takes version 1\. Update/,
    ),
    expect.stringContaining('data.documents: @example/documents exports no function missing'),
    expect.stringContaining('multipleProcesses'),
    expect.stringContaining('telepathy'),
    expect.stringContaining('in a circle'),
  ]);
});

test('a service hears of a change as soon as somebody has made it, and nobody outside can pretend one', async () => {
  const assembly = await open({ ...configuration('hearing'), grants: { hearing: ['system/Patient.rs'] } });
  const heard = async () => (await get(assembly, '/services/hearing/card')).text();
  const headers = { authorization: 'Bearer doctor', 'content-type': 'application/fhir+json' };
  const told = new Request('http://127.0.0.1:3000/services/hearing/events', { method: 'POST', headers, body: '{}' });
  expect((await assembly.fetch(told)).status).toBe(401);
  expect(await heard()).toBe('nothing');
  const body = JSON.stringify({ resourceType: 'Patient', id: 'a' });
  const put = new Request('http://127.0.0.1:3000/fhir/Patient/a', { method: 'PUT', headers, body });
  expect((await assembly.fetch(put)).status).toBe(201);
  await expect.poll(heard, { timeout: 30_000 }).toBe('create a 200');
  expect(await assembly.deliveries.view()).toMatchObject([{ service: 'hearing', deadLetters: { count: 0 } }]);
});

test('a service that subscribes to what nobody granted it keeps the assembly from starting, in words', async () => {
  await expect(open(configuration('hearing'))).rejects.toThrow(
    'hearing subscribes to Patient, which nobody granted it. If it is to hear of it, add grants: { "hearing": ["system/Patient.rs"] }',
  );
});
