import type { AssemblyView } from '@baseplate-epr/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainAssembly, quietContext } from '../__fixtures__/plain-assembly.ts';
import type { Assembly } from '../assembly/assembly.ts';
import { openAssembly } from '../assembly/open-assembly.ts';

const origin = 'http://127.0.0.1:3000';
let assembly: Assembly;

beforeAll(async () => {
  assembly = await openAssembly({
    configuration: plainAssembly('shell', 'looking', 'ruling', 'unasking'),
    context: quietContext,
    listen: true,
  });
});

afterAll(() => assembly.stop());

function ask(path: string, role: string | undefined, method = 'GET'): Promise<Response> {
  const headers = role === undefined ? {} : { authorization: `Bearer ${role}` };
  return assembly.fetch(new Request(origin + path, { method, headers }));
}

/** The same through a service, as somebody with a session. */
async function through(service: string, path: string, role: string): Promise<number> {
  const headers = { cookie: `session=${role}` };
  return (await assembly.fetch(new Request(`${origin}/services/${service}${path}`, { headers }))).status;
}

async function refusals(): Promise<number> {
  return (await assembly.record.verifyAudit()).verification.entries;
}

test('an administrator sees the assembly; the session cookie alone opens nothing', async () => {
  const answer = await ask('/assembly', 'administrator');
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const view = (await answer.json()) as AssemblyView;
  expect(view.bricks.map(({ place }) => place)).toEqual([
    'hosting.server',
    'hosting.identity',
    'data.records',
    'data.documents',
    'data.audit',
    'data.state',
    'services.shell',
    'services.looking',
    'services.ruling',
    'services.unasking',
  ]);
  expect(view).toMatchObject({ mode: 'trial', status: 'pass', answeredBy: { pid: process.pid } });
  expect(view.bricks[0]).toMatchObject({ health: { status: 'pass' }, certificate: { state: 'not-asked' } });
  // Its module lies in no package of its name, so nobody can say its version.
  expect(view.bricks[0]).not.toHaveProperty('version');
  expect(view).not.toHaveProperty('changes');
  const cookie = new Request(`${origin}/assembly`, { headers: { cookie: 'session=administrator' } });
  expect((await assembly.fetch(cookie)).status).toBe(401);
});

test('what is measured is told by route', async () => {
  await ask('/fhir/Patient', 'doctor');
  const view = (await (await ask('/assembly', 'administrator')).json()) as AssemblyView;
  expect(view.latency.routes.find(({ of }) => of === 'record')).toMatchObject({ route: 'GET /fhir/[type]', failed: 0 });
});

test.each([
  ['GET', '/assembly', 'doctor', 403],
  ['GET', '/assembly/plan', 'doctor', 403],
  ['GET', '/assembly/plan', 'auditor', 403],
  ['GET', '/assembly/progress', 'clerk', 403],
  ['POST', '/assembly/apply', 'auditor', 403],
  ['POST', '/assembly/rollback', 'doctor', 403],
  ['POST', '/assembly/stop', 'doctor', 403],
  ['GET', '/assembly/nowhere', 'doctor', 403],
  ['GET', '/assembly/nowhere', 'auditor', 404],
  ['DELETE', '/assembly', 'administrator', 404],
  ['GET', '/assembly', 'forged', 401],
])('%s %s as %s is refused, and a refusal stands in the audit', async (method, path, role, status) => {
  const before = await refusals();
  const answer = await ask(path, role, method);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toHaveProperty('error.message');
  expect((await refusals()) - before).toBe(status === 404 ? 0 : 1);
});

test('an assembly that cannot be changed over HTTP says so', async () => {
  const answer = await ask('/assembly/plan', 'administrator');
  expect(answer.status).toBe(501);
  expect(await answer.json()).toMatchObject({ error: { code: 'unsupported' } });
});

test('decides about what was put aside only for who may, of what is there, and in words that are understood', async () => {
  const decide = (role: string, body: object) =>
    assembly.fetch(
      new Request(`${origin}/assembly/deliveries`, {
        method: 'POST',
        headers: { authorization: `Bearer ${role}` },
        body: JSON.stringify(body),
      }),
    );
  const letters = { service: 'looking', decision: 'redeliver' };
  expect((await decide('auditor', letters)).status).toBe(403);
  expect((await decide('doctor', letters)).status).toBe(403);
  for (const body of [{ service: 'looking' }, { ...letters, decision: 'forget' }, { ...letters, decision: 5 }])
    expect((await decide('administrator', body)).status).toBe(400);
  const nothing = await decide('administrator', letters);
  expect(nothing.status).toBe(404);
  expect(await nothing.json()).toMatchObject({ error: { code: 'not-found' } });
});

test('through a service both its scopes and the caller’s count', async () => {
  expect(await through('looking', '/', 'administrator')).toBe(200);
  expect(await through('looking', '/plan', 'administrator')).toBe(403);
  expect(await through('ruling', '/plan', 'administrator')).toBe(501);
  expect(await through('ruling', '/', 'doctor')).toBe(403);
  expect(await through('ruling', '/plan', 'auditor')).toBe(403);
  // A handle of a service that asks for no scope of the assembly leads to the record only.
  expect(await through('unasking', '/', 'administrator')).toBe(503);
});
