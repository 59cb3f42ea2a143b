import { randomBytes } from 'node:crypto';
import { createMemoryStateStore } from '@baseplate-epr/conformance';
import type { Logger, ModuleContext } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { createLatencies } from '../latency/latencies.ts';
import { unasked } from '../module/admission.ts';
import { framedFragment } from '../panel-style/panel-style.ts';
import { breakerOf } from './breaker/breaker.ts';
import { isolationOf } from './elsewhere/isolation-limits.ts';
import { createLentCalls } from './elsewhere/lent-calls.ts';
import { createFragmentHost } from './fragment-host.ts';
import { createKeptAssets } from './kept-assets.ts';
import { loadService } from './loaded-service.ts';
import { createServiceRunner, type ServiceEnvironment, type ServiceRunner } from './service-runner.ts';
import { createServiceShelf } from './service-shelf.ts';

const quiet = () => {};
const logger: Logger = { info: quiet, warn: quiet, error: quiet };
const context: ModuleContext = {
  clock: { now: () => 0 },
  logger,
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
};
const principal = {
  id: 'doctor',
  kind: 'practitioner' as const,
  display: 'Doctor',
  role: { code: 'doctor', display: 'Doctor' },
  organisation: { odsCode: 'RXX01', display: 'Riverside' },
  purposeOfUse: 'TREAT',
  scopes: ['user/*.cruds'],
};
const page = { patient: 'p', linkBase: '/patients/p/any', formFields: [], drafts: {}, layout: 'card' as const };

async function runnerOf(factory: string): Promise<ServiceRunner> {
  const environment = {
    recordApi: { fetch: async () => new Response() },
    assemblyApi: { fetch: async () => new Response() },
    latencies: createLatencies(() => 0),
    organisation: { name: 'Riverside', odsCode: 'RXX01' },
    origin: () => 'http://127.0.0.1:3000',
    breakerLimits: breakerOf({}),
    lentCalls: createLentCalls(createMemoryStateStore().namespace({ name: 'calls' }), {
      randomBytes: (size) => new Uint8Array(size),
      now: () => 0,
      lasts: 1000,
    }),
    now: () => 0,
    nextCall: () => 1,
    state: (name: string) => createMemoryStateStore().namespace({ name }),
  } satisfies ServiceEnvironment;
  const gated = reference('digital-service', factory, { answer: factory });
  const loaded = await loadService(gated, { admission: unasked, limits: isolationOf({}) });
  await loaded.service.start(context);
  return createServiceRunner(loaded, environment);
}

test('a service put in front answers the next request, and the one before is told when its calls are done', async () => {
  const [first, second] = [await runnerOf('gated'), await runnerOf('gatedToo')];
  const shell = await runnerOf('shell');
  const services = createServiceShelf([first, shell], createKeptAssets({ now: () => 0 }));
  const signal = new AbortController().signal;
  const host = createFragmentHost({
    services,
    principal,
    requestId: 'r',
    signal,
    logger,
    now: () => 0,
  });
  const waiting = first.run(new Request('http://service.invalid/wait'), { principal, requestId: 'r', signal });
  const drained = first.drained().then(() => 'drained');
  expect(services.replace([second, shell])).toEqual([first]);
  expect(services.all().map(({ reference: { factory } }) => factory)).toEqual(['gatedToo', 'shell']);
  expect(await host.fetch({ service: 'gated', path: '/card', page })).toMatchObject({
    html: framedFragment('gatedToo', 'gated'),
  });
  expect(await Promise.race([drained, new Promise((resolve) => setTimeout(() => resolve('in hand'), 20))])).toBe(
    'in hand',
  );
  await first.run(new Request('http://service.invalid/open'), { principal, requestId: 'r', signal });
  expect(await (await waiting).text()).toBe('gated');
  expect(await drained).toBe('drained');
  expect(services.shell()?.manifest.name).toBe('shell');
  expect(services.replace([shell])).toEqual([second]);
  expect(services.get('gated')).toBeUndefined();
});
