import type { AssemblyView, RecordHandle, ServiceContext } from '@baseplate-epr/contracts';
import { beforeAll, expect, test } from 'vitest';
import { createControlRoom } from './create-control-room.ts';

const logged: string[] = [];
const log = (message: string) => void logged.push(message);
const room = createControlRoom();
beforeAll(() =>
  room.start({
    clock: { now: () => 0 },
    logger: { info: log, warn: log, error: log },
    randomBytes: (size) => new Uint8Array(size),
  }),
);

const brick: AssemblyView['bricks'][number] = {
  place: 'data.records',
  layer: 'data',
  contract: 'record-store',
  contractVersion: 1,
  package: '@example/store',
  health: { status: 'pass' },
  certificate: { state: 'not-asked' },
};
const view: AssemblyView = {
  at: Date.UTC(2026, 10, 29, 3),
  organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
  mode: 'trial',
  status: 'pass',
  answeredBy: { pid: 7, host: 'ward-server', startedAt: 0 },
  bricks: [brick],
  latency: { since: 0, routes: [] },
  storage: [],
  deliveries: [],
};

/** Asks for a page while the assembly answers so. */
async function page(path: string, answer: RecordHandle['fetch'] | object, form?: Record<string, string>) {
  const fetch: RecordHandle['fetch'] =
    typeof answer === 'function' ? (answer as RecordHandle['fetch']) : async () => Response.json(answer);
  const context: ServiceContext = {
    requestId: 'number-1',
    now: view.at,
    signal: new AbortController().signal,
    principal: {
      id: 'administrator',
      kind: 'practitioner',
      display: 'Owen Price',
      role: { code: 'administrator', display: 'Administrator' },
      organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' },
      scopes: ['assembly.read', 'assembly.apply'],
    },
    organisation: view.organisation,
    record: { fetch },
    state: {} as ServiceContext['state'],
    ownPage: { linkBase: '/services/control-room', formFields: [{ name: 'csrf', value: 'the-token' }] },
  };
  const sent = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
  const response = await room.fetch(new Request(`http://service.invalid${path}`, sent), context);
  return { status: response.status, location: response.headers.get('location'), html: await response.text() };
}

const pages = [
  '/',
  '/bricks/data.records',
  '/plan',
  '/progress',
  '/history',
  '/latency',
  '/services',
  '/storage',
  '/rollback',
];

test.each(pages)(
  '%s says that nothing is known when the assembly does not answer, and never that it is well',
  async (path) => {
    for (const answer of [
      () => Promise.reject(new Error('EDWARDS, Mary')),
      async () => new Response('<html>', { status: 502 }),
    ]) {
      const { status, html } = await page(path, answer);
      expect(status).toBe(409);
      expect(html).toContain('unknown');
      expect(html).not.toMatch(/Works|Nothing differs|Nothing was asked|EDWARDS/);
    }
    const refused = await page(path, async () => Response.json({}, { status: 403 }));
    expect([refused.status, refused.html]).toEqual([403, expect.stringContaining('Withheld for your role')]);
    expect(logged).toEqual([]);
  },
);

test('what is unknown, what is away and what is not asked for are other words than what works', async () => {
  const odd = { ...brick, health: { status: 'odd' } as never };
  const away = {
    ...brick,
    place: 'services.letters',
    layer: 'services' as const,
    title: 'Letters',
    health: { status: 'fail' as const, reason: 'Its <disk> is gone.' },
  };
  const { html } = await page('/', { ...view, status: 'fail', bricks: [odd, away] });
  expect(html).toMatch(/badge--unknown.*Unknown/);
  expect(html).toContain('version unknown');
  expect(html).toContain('Its &lt;disk&gt; is gone.');
  expect(html).not.toContain('Works');
  expect((await page('/bricks/data.records', view)).html).toContain('This says nothing about the module');
  expect((await page('/storage', view)).html).toContain('no sample yet');
  expect((await page('/bricks/data.nothing', view)).status).toBe(404);
});

test('a form carries the token and what was seen, asks for exactly that, and what was refused is said', async () => {
  const plan = {
    at: 0,
    digest: 'd1',
    steps: [{ kind: 'restart', part: 'limits', change: 'other settings' }],
    problems: [],
    moves: true,
  };
  const { html } = await page('/plan', plan);
  expect(html).toContain('<input type="hidden" name="csrf" value="the-token">');
  expect(html).toContain('<input type="hidden" name="plan" value="d1">');
  const asked: string[] = [];
  const taking: RecordHandle['fetch'] = async (input, init) => {
    asked.push(`${init?.method} ${input} ${init?.body}`);
    return Response.json({}, { status: 202 });
  };
  expect(await page('/plan', taking, { plan: 'd1' })).toMatchObject({ status: 303, location: '/progress' });
  expect(await page('/rollback', taking, { seen: 's1' })).toMatchObject({ status: 303 });
  expect(await page('/services/letters', taking, { decision: 'redeliver' })).toMatchObject({ location: '/services' });
  expect(asked).toEqual([
    'POST /assembly/apply {"plan":"d1"}',
    'POST /assembly/rollback {"seen":"s1"}',
    'POST /assembly/deliveries {"service":"letters","decision":"redeliver"}',
  ]);
  const busy = async () =>
    Response.json({ error: { code: 'precondition-failed', message: 'Wait <b>.' } }, { status: 409 });
  expect(await page('/plan', busy, { plan: 'd1' })).toMatchObject({
    status: 422,
    html: expect.stringContaining('Wait &lt;b&gt;.'),
  });
});

test('a rollback is said to undo what was done last, and nothing else', async () => {
  const over = { phase: 'mirroring', from: { package: '@example/old' }, to: { package: '@example/new' }, isLed: false };
  const changes = {
    seen: 's1',
    undo: 'stores',
    changeOvers: [
      { ...over, place: 'records', isUndoneNext: true },
      { ...over, place: 'documents', phase: 'copying', isUndoneNext: false },
    ],
    processes: [],
    runs: [],
  };
  const { html } = await page('/rollback', { ...view, changes });
  expect(html).toContain('<b>Records:</b>');
  expect(html).not.toContain('Documents');
  const overview = (await page('/', { ...view, changes })).html;
  expect(overview).toContain('Roll back …');
  expect(overview).not.toContain('Give it up …');
  expect(overview).toContain('What was done after it is rolled back first.');
});

test('a plan with something in its way has no button, and neither has one that takes effect at the next start', async () => {
  const plan = { at: 0, digest: 'd', steps: [], problems: ['The disk is full.'], moves: false };
  expect((await page('/plan', plan)).html).not.toContain('<button');
  expect((await page('/plan', plan)).html).toContain('The disk is full.');
  expect((await page('/plan', { ...plan, problems: [] })).html).toContain('Nothing differs');
});
