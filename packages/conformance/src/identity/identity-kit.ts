import assert from 'node:assert/strict';
import type { Identity, IdentityContext } from '@baseplate-epr/contracts';
import type { Case, Kit } from '../kit/kit.ts';
import { moduleCases } from '../kit/module-cases.ts';
import { createTestClock } from '../kit/test-clock.ts';
import { createMemoryStateStore } from '../state-store/memory-state-store.ts';
import { tokenCases } from './token-cases.ts';

const origin = 'http://127.0.0.1:3000';
const request = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Request(`${origin}${path}`, { headers, method });

const cases: readonly Case<Identity>[] = [
  {
    name: 'a request without credentials is anonymous',
    safety: true,
    run: async ({ adapter }) => {
      for (const by of ['bearer', 'session'] as const)
        assert.deepEqual(await adapter.authenticate({ request: request('/'), by }), { outcome: 'anonymous' });
    },
  },
  {
    name: 'credentials that nobody issued authenticate nobody, and are neither repeated nor logged',
    safety: true,
    run: async ({ adapter, log }) => {
      const forged = ['x', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.', 'ü'.repeat(3), 'forged'.repeat(5_000)];
      for (const token of forged.map((text) => encodeURIComponent(text))) {
        const bearer = { request: request('/', { authorization: `Bearer ${token}` }), by: 'bearer' } as const;
        const cookie = {
          request: request('/', { cookie: `session=${token}; baseplate=${token}` }),
          by: 'session',
        } as const;
        for (const options of [bearer, cookie]) {
          const answer = await adapter.authenticate(options);
          assert.notEqual(answer.outcome, 'authenticated', 'A forged credential was believed.');
          if (token.length > 2) assert.ok(!JSON.stringify(answer).includes(token), 'A refusal repeats the credential.');
        }
        if (token.length > 2) assert.ok(!JSON.stringify(log.lines).includes(token), 'A credential was logged.');
      }
    },
  },
  {
    name: 'its sign-in lies below its routes and answers a page; what is not there is not found',
    safety: false,
    run: async ({ adapter }) => {
      const { routes, signInPath } = adapter;
      assert.match(routes, /^\/[a-z0-9-]+(\/[a-z0-9-]+)*$/, 'routes is no path prefix such as /identity.');
      assert.ok(
        signInPath.startsWith(`${routes}/`),
        'The sign-in lies outside the routes, where nobody would ask the module.',
      );
      const page = await adapter.fetch(request(signInPath));
      assert.ok([200, 302, 303].includes(page.status), `The sign-in answers ${page.status}.`);
      assert.equal((await adapter.fetch(request(`${routes}/not-there-at-all`))).status, 404);
    },
  },
  {
    name: 'a sign-in never leads to another origin afterwards',
    safety: true,
    run: async ({ adapter }) => {
      for (const target of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
        const answer = await adapter.fetch(request(`${adapter.signInPath}?return=${encodeURIComponent(target)}`));
        const location = answer.headers.get('location');
        if (location !== null && new URL(location, origin).hostname === 'evil.example')
          assert.fail(`The sign-in sends the browser to ${target}.`);
        const page = await answer.text();
        assert.ok(!/(?:href|action)="(?:https?:)?\/\/evil|"javascript:/.test(page), `The sign-in links to ${target}.`);
      }
    },
  },
  {
    name: 'ending a session that is none gives headers and no error',
    safety: false,
    run: async ({ adapter }) => {
      assert.ok((await adapter.endSession({ request: request('/') })).headers instanceof Headers);
    },
  },
  ...tokenCases,
];

/** The promises of identity, version 1. */
export const identityKit: Kit<Identity> = {
  contract: 'identity',
  contractVersion: 1,
  async startWith() {
    const store = createMemoryStateStore();
    const quiet = () => undefined;
    const logger = { info: quiet, warn: quiet, error: quiet };
    await store.start({ clock: createTestClock(), logger, randomBytes: (size) => new Uint8Array(size) });
    const address = { hostname: '127.0.0.1', port: 3000 };
    return { state: store.namespace({ name: 'identity' }), address } satisfies Partial<IdentityContext>;
  },
  cases: [...moduleCases<Identity>('identity', 1), ...cases],
};
