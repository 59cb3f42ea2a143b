import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainAssembly, quietContext } from '../__fixtures__/plain-assembly.ts';
import type { Assembly } from '../assembly/assembly.ts';
import { openAssembly } from '../assembly/open-assembly.ts';

const origin = 'http://127.0.0.1:3000';
let assembly: Assembly;

beforeAll(async () => {
  assembly = await openAssembly({
    configuration: plainAssembly('shell', 'formed', 'formedToo'),
    context: quietContext,
    listen: true,
  });
});

afterAll(() => assembly.stop());

/** The token that a page of this service gives to this person. */
async function tokenOf(service: string, cookie = 'session=doctor'): Promise<string> {
  const page = await assembly.fetch(new Request(`${origin}/services/${service}/`, { headers: { cookie } }));
  return ((await page.json()) as { formFields: [{ value: string }] }).formFields[0].value;
}

interface Sent {
  readonly token?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly more?: Record<string, string>;
}

function send({ token, headers = { 'sec-fetch-site': 'same-origin' }, path = '/write', more = {} }: Sent) {
  const body = new URLSearchParams({ ...(token === undefined ? {} : { csrf: token }), word: 'hello', ...more });
  return assembly.fetch(
    new Request(`${origin}/services/formed${path}`, {
      method: 'POST',
      body,
      headers: { cookie: 'session=doctor', ...headers },
    }),
  );
}

test('a form of the page, in its session, reaches the service without the token, and leads within the service', async () => {
  const answer = await send({ token: await tokenOf('formed') });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/services/formed/done?word=hello');
  // An older browser tells where it comes from by Origin alone.
  expect((await send({ token: await tokenOf('formed'), headers: { origin } })).status).toBe(303);
});

test('forms of the page may lead to its own service only, not to the chart whose token its panel is given', async () => {
  const page = (at: string, headers = { cookie: 'session=doctor' }) =>
    assembly.fetch(new Request(`${at}/services/formed/`, { headers }));
  const { host } = new URL(origin);
  expect((await page(origin)).headers.get('content-security-policy')).toContain(
    `; form-action ${host}/services/formed/;`,
  );
  // A policy cannot name an address in brackets.
  expect((await page('http://[::1]:3000')).headers.get('content-security-policy')).toContain("; form-action 'self';");
});

test.each(['//elsewhere.example/x', 'https://elsewhere.example/', '/../../sign-out', '\\\\elsewhere', 'http://'])(
  'what leads out of the service leads into it: %s',
  async (to) => {
    const answer = await send({ token: await tokenOf('formed'), more: { to } });
    const page = new Request(`${origin}/services/formed/leave?${new URLSearchParams({ to })}`, {
      headers: { cookie: 'session=doctor' },
    });
    for (const { headers } of [answer, await assembly.fetch(page)])
      expect(headers.get('location')).toMatch(/^\/services\/formed\/(sign-out)?$/);
  },
);

test.each<readonly [string, () => Promise<Sent>]>([
  ['without a token', async () => ({})],
  ['with a guessed token', async () => ({ token: 'x'.repeat(43) })],
  ['with the token of somebody else', async () => ({ token: await tokenOf('formed', 'session=clerk') })],
  ['with a token of another service', async () => ({ token: await tokenOf('formed-too') })],
  ['from another site', async () => ({ token: await tokenOf('formed'), headers: { 'sec-fetch-site': 'cross-site' } })],
  ['from a sibling site', async () => ({ token: await tokenOf('formed'), headers: { 'sec-fetch-site': 'same-site' } })],
  [
    'from another origin',
    async () => ({ token: await tokenOf('formed'), headers: { origin: 'http://127.0.0.1:4000' } }),
  ],
  ['from nowhere', async () => ({ token: await tokenOf('formed'), headers: {} })],
])('a form %s is refused and reaches nobody', async (_, sent) => {
  const answer = await send(await sent());
  expect(answer.status).toBe(403);
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'");
  expect(await answer.text()).toContain('nothing was done');
});

test('one without a session says so, and one that is no form or too long is refused', async () => {
  const token = await tokenOf('formed');
  expect((await send({ token, headers: { 'sec-fetch-site': 'same-origin', cookie: '' } })).status).toBe(401);
  const json = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
  expect((await send({ token, headers: json })).status).toBe(415);
  expect((await send({ token, more: { word: 'x'.repeat(200_001) } })).status).toBe(413);
  const put = new Request(`${origin}/services/formed/`, { method: 'PUT', headers: { cookie: 'session=doctor' } });
  expect((await assembly.fetch(put)).status).toBe(405);
});
