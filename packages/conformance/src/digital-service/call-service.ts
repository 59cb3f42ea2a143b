import type { DigitalService, Principal, RecordHandle, ServiceContext, StateNamespace } from '@baseplate-epr/contracts';
import { createMemoryStateStore } from '../state-store/memory-state-store.ts';
import type { ServiceWorld } from './service-world.ts';

/** What came of it. */
export interface ServiceAnswer {
  /** `failed`: it threw. `late`: nothing came within the time and a little more. */
  readonly outcome: 'answered' | 'failed' | 'late';
  readonly status: number;
  readonly html: string;
  /** What is said once about a form that was taken; empty if nothing is. */
  readonly message: string;
  readonly milliseconds: number;
}

/** One call of a service. */
export interface ServiceTrialCall {
  readonly request: Request;
  readonly world: ServiceWorld;
  readonly record: RecordHandle;
  readonly principal: Principal;
  readonly state: StateNamespace;
  /** Milliseconds the service has. */
  readonly budget: number;
  /** For whom or what it is called. */
  readonly page: Pick<ServiceContext, 'page' | 'ownPage' | 'shell' | 'event'>;
}

/** Beyond its budget so long is waited until a service counts as hanging. */
const grace = 3_000;

/** Calls a service as a composer would. */
export async function callService(service: DigitalService, call: ServiceTrialCall): Promise<ServiceAnswer> {
  const { request, world, record, state, budget, page } = call;
  const { id, kind, display, role, organisation, scopes, fhirUser } = call.principal;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), budget);
  const context: ServiceContext = {
    requestId: 'trial',
    now: world.now,
    signal: stop.signal,
    principal: { id, kind, display, role, organisation, scopes, ...(fhirUser === undefined ? {} : { fhirUser }) },
    organisation: world.organisation,
    record: { fetch: (input, init) => record.fetch(input, init) },
    state,
    ...page,
  };
  const began = performance.now();
  const work = (async () => {
    const response = await service.fetch(request, context);
    return {
      outcome: 'answered' as const,
      status: response.status,
      html: await response.text(),
      message: response.headers.get('baseplate-message') ?? '',
    };
  })().catch(() => ({ outcome: 'failed' as const, status: 0, html: '', message: '' }));
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<{ outcome: 'late'; status: number; html: string; message: string }>((resolve) => {
    late = setTimeout(() => resolve({ outcome: 'late', status: 0, html: '', message: '' }), budget + grace);
  });
  const answer = await Promise.race([work, tooLate]);
  clearTimeout(timer);
  clearTimeout(late);
  return { ...answer, milliseconds: performance.now() - began };
}

/** An empty namespace for a service. */
export async function trialState({ now }: ServiceWorld): Promise<StateNamespace> {
  const state = createMemoryStateStore();
  const quiet = () => undefined;
  await state.start({
    clock: { now: () => now },
    logger: { info: quiet, warn: quiet, error: quiet },
    randomBytes: (size) => new Uint8Array(size),
  });
  return state.namespace({ name: 'service' });
}
