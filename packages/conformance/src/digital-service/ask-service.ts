import assert from 'node:assert/strict';
import type { DigitalService, FragmentPage, RecordHandle, ServiceContext } from '@baseplate-epr/contracts';
import { alwaysAnswering } from '../judge/wire/encode.ts';
import { createMemoryStateStore } from '../state-store/memory-state-store.ts';
import type { ServiceWorld } from './service-world.ts';

/** One question to a service. */
export interface Question {
  readonly path: string;
  readonly patient: string;
  /** Milliseconds the service has. */
  readonly budget: number;
  /** Whether a shell asks for a fragment, or a browser for a page of the user interface. */
  readonly fragment: boolean;
}

/** What came of it. */
export interface ServiceAnswer {
  /** `failed`: it threw. `late`: nothing came within the time and a little more. */
  readonly outcome: 'answered' | 'failed' | 'late';
  readonly status: number;
  readonly html: string;
  readonly milliseconds: number;
}

/** Beyond its budget so long is waited until a service counts as hanging. */
const grace = 3_000;

/** Every fragment for each patient; of a user interface its pages instead. */
export function questionsFor({ manifest }: DigitalService, { patients }: ServiceWorld): readonly Question[] {
  const fragments = manifest.slots.flatMap(({ path, timeBudget }) =>
    patients.map((patient) => ({ path, patient, budget: timeBudget, fragment: true })),
  );
  if (manifest.userInterface !== true) return fragments;
  const [patient = ''] = patients;
  return [{ path: '/', patient, budget: 5_000, fragment: false }, ...fragments];
}

/** Asks as a shell would. */
export async function askService(
  service: DigitalService,
  { path, patient, budget, fragment }: Question,
  world: ServiceWorld,
  record: RecordHandle = world.record(service.manifest),
): Promise<ServiceAnswer> {
  const state = createMemoryStateStore();
  const quiet = () => undefined;
  await state.start({
    clock: { now: () => world.now },
    logger: { info: quiet, warn: quiet, error: quiet },
    randomBytes: (size) => new Uint8Array(size),
  });
  const { id, kind, display, role, organisation, scopes, fhirUser } = world.principal;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), budget);
  const context: ServiceContext = {
    requestId: 'trial',
    now: world.now,
    signal: stop.signal,
    principal: { id, kind, display, role, organisation, scopes, ...(fhirUser === undefined ? {} : { fhirUser }) },
    organisation: world.organisation,
    record: { fetch: (input, init) => record.fetch(input, init) },
    state: state.namespace({ name: 'service' }),
    ...(fragment ? { page: pageOf(service, patient) } : { shell: shellOf() }),
  };
  const began = performance.now();
  const work = (async () => {
    const response = await service.fetch(new Request(new URL(path, 'http://service.invalid')), context);
    return { outcome: 'answered' as const, status: response.status, html: await response.text() };
  })().catch(() => ({ outcome: 'failed' as const, status: 0, html: '' }));
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<{ outcome: 'late'; status: number; html: string }>((resolve) => {
    late = setTimeout(() => resolve({ outcome: 'late', status: 0, html: '' }), budget + grace);
  });
  const answer = await Promise.race([work, tooLate]);
  clearTimeout(timer);
  clearTimeout(late);
  return { ...answer, milliseconds: performance.now() - began };
}

/** Where the fragments of a service lead. */
export function linkBaseOf({ manifest }: DigitalService, patient: string): string {
  return `/patients/${patient}/${manifest.name}`;
}

/** Asserts that it answered with something a shell can show. */
export function assertShown({ outcome, status }: ServiceAnswer, { path }: Question): void {
  assert.equal(outcome, 'answered', `${path} ${outcome === 'late' ? 'never answered' : 'threw'}.`);
  assert.ok(
    [200, 403, 404].includes(status),
    `${path} answered ${status}; a shell shows 200 and 404, and withholds at 403.`,
  );
}

function pageOf(service: DigitalService, patient: string): FragmentPage {
  return {
    patient,
    linkBase: linkBaseOf(service, patient),
    formFields: [
      { name: 'csrf', value: 'trial' },
      { name: 'patient', value: patient },
    ],
    drafts: {},
    layout: 'card',
  };
}

function shellOf(): NonNullable<ServiceContext['shell']> {
  return {
    fragments: {
      list: alwaysAnswering([]),
      styles: alwaysAnswering([]),
      fetch: async () => ({ outcome: 'unavailable', since: 0, reason: 'failed' }),
    },
    csrfToken: 'trial',
    signOut: async () => ({ headers: new Headers() }),
  };
}
