import { randomBytes } from 'node:crypto';
import {
  createMemoryAuditLog,
  createMemoryDocumentStore,
  createMemoryRecordStore,
  createMemoryStateStore,
} from '@baseplate-epr/conformance';
import type {
  DigitalService,
  ModuleContext,
  Principal,
  ServiceContext,
  StateNamespace,
  Subscription,
} from '@baseplate-epr/contracts';
import { createRecord, type RecordCore } from '@baseplate-epr/record';
import { createRecordApi } from '@baseplate-epr/record-api';
import { createDeliveries, type Deliveries } from '../delivery/deliveries.ts';
import { deliveriesNamespace } from '../delivery/delivery-note.ts';
import { type DeliveryTimes, deliveryTimes } from '../delivery/delivery-times.ts';
import { createLatencies } from '../latency/latencies.ts';
import { breakerOf } from '../service/breaker/breaker.ts';
import { createLentCalls } from '../service/elsewhere/lent-calls.ts';
import { createKeptAssets } from '../service/kept-assets.ts';
import { createServiceRunner } from '../service/service-runner.ts';
import { createServiceShelf } from '../service/service-shelf.ts';
import { reference } from './modules.ts';

/** How a service of a trial deals with a change. */
export type Hear = (context: ServiceContext & { readonly event: NonNullable<ServiceContext['event']> }) => unknown;

/** A record, and a service that hears of its changes. */
export interface DeliveryWorld {
  readonly record: RecordCore;
  readonly stores: Parameters<typeof createRecord>[0]['stores'];
  readonly deliveries: Deliveries;
  readonly logged: string[];
  /** Further deliveries over the same stores, as another process has them. */
  another(hear: Hear, factory?: string): Deliveries;
  put(type: string, id: string, more?: object): Promise<void>;
  stop(): Promise<void>;
}

/** What may differ. */
export interface DeliveryWorldOptions {
  readonly subscribes?: readonly Subscription[];
  readonly scopes?: readonly string[];
  readonly grants?: readonly string[];
  readonly times?: Partial<DeliveryTimes>;
  /** Stand before `ward` on the shelf, and subscribe like it. */
  readonly before?: readonly string[];
  /** What deliveries are given in place of their namespace. */
  readonly state?: (real: StateNamespace) => StateNamespace;
}

const clinician: Principal = {
  id: 'clinician',
  kind: 'practitioner',
  display: 'Dr Example',
  role: { code: 'doctor', display: 'Doctor' },
  organisation: { odsCode: 'RXX01', display: 'Riverside' },
  purposeOfUse: 'TREAT',
  scopes: ['user/*.cruds'],
};

/** Fast enough for a test. */
const quick = {
  ...deliveryTimes,
  gather: 2,
  look: 30,
  beat: 60,
  note: 20,
  pause: 10,
  longestPause: 40,
};

/** Opens one over memory stores. Everything that was written before `deliveries.prepare()` is not heard of. */
export async function deliveryWorld(hear: Hear, options: DeliveryWorldOptions = {}): Promise<DeliveryWorld> {
  const logged: string[] = [];
  const log = (message: string, fields?: object) => logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const context: ModuleContext = {
    clock: { now: () => Date.now() },
    logger: { info: log, warn: log, error: log },
    randomBytes: (size) => new Uint8Array(randomBytes(size)),
  };
  const stores = {
    records: createMemoryRecordStore(),
    documents: createMemoryDocumentStore(),
    audit: createMemoryAuditLog(),
    state: createMemoryStateStore(),
  };
  for (const store of Object.values(stores)) await store.start(context);
  const baseUrl = 'http://127.0.0.1:3000/fhir';
  const record = createRecord({ stores, context, epoch: 1, baseUrl });
  await record.start();
  const organisation = { name: 'Riverside NHS Trust', odsCode: 'RXX01' };
  const { clock, logger } = context;
  const recordApi = createRecordApi({ record, baseUrl: () => baseUrl, organisation, clock, logger });
  let requests = 0;
  const requestId = () => `request-${++requests}`;
  const times = { ...quick, ...options.times };
  const made: Deliveries[] = [];

  const another = (heard: Hear, factory = 'ward'): Deliveries => {
    const runnerOf = (name: string, service: DigitalService) =>
      createServiceRunner(
        {
          reference: reference('digital-service', name),
          runs: 'inline',
          certificate: { state: 'not-asked' },
          service,
        },
        {
          recordApi,
          assemblyApi: { fetch: async () => new Response() },
          latencies: createLatencies(() => clock.now()),
          organisation,
          origin: () => 'http://127.0.0.1:3000',
          now: () => clock.now(),
          breakerLimits: breakerOf({}),
          lentCalls: createLentCalls(createMemoryStateStore().namespace({ name: 'calls' }), {
            randomBytes: (size) => new Uint8Array(size),
            now: () => 0,
            lasts: 1000,
          }),
          nextCall: () => ++requests,
          state: (namespace) => stores.state.namespace({ name: namespace }),
        },
      );
    const before = (options.before ?? []).map((name) =>
      runnerOf(
        name,
        listening(name, () => undefined, options),
      ),
    );
    const runners = [...before, runnerOf(factory, listening('ward', heard, options))];
    const services = createServiceShelf(runners, createKeptAssets({ now: () => clock.now() }));
    const { state: given = (real) => real } = options;
    const state = given(stores.state.namespace({ name: deliveriesNamespace }));
    const grants = () => ({ ward: options.grants ?? ['system/*.cruds'] });
    const deliveries = createDeliveries({
      record,
      services,
      state,
      organisation,
      grants,
      ...context,
      requestId,
      times,
    });
    made.push(deliveries);
    return deliveries;
  };

  return {
    record,
    stores,
    logged,
    another,
    deliveries: another(hear),
    async put(type, id, more = {}) {
      const text = JSON.stringify({ resourceType: type, id, ...more });
      await record.session({ principal: clinician, requestId: requestId() }).update({ type, id, text });
    },
    async stop() {
      for (const deliveries of made) await deliveries.stop();
      await record.stop();
    },
  };
}

function listening(name: string, hear: Hear, { scopes, subscribes }: DeliveryWorldOptions): DigitalService {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    manifest: {
      name,
      contractVersion: 1,
      title: 'Ward',
      scopes: scopes ?? ['system/Observation.rs', 'system/Patient.rs', 'system/Task.cu'],
      slots: [],
      assets: [],
      subscribes: subscribes ?? [{ type: 'Observation' }],
    },
    start: async () => {},
    stop: async () => {},
    health: async () => ({ status: 'pass' }),
    async fetch(_request, context) {
      if (context.event === undefined) return new Response(null, { status: 404 });
      const answer = await hear({ ...context, event: context.event });
      return answer instanceof Response ? answer : new Response(null, { status: 204 });
    },
  };
}

/** The rest of an Observation about somebody. */
export function about(patient: string, status = 'final'): object {
  const code = { coding: [{ system: 'http://loinc.org', code: '8867-4' }] };
  return { status, code, subject: { reference: `Patient/${patient}` } };
}
