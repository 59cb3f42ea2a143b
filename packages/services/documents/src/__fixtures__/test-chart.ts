import { randomBytes } from 'node:crypto';
import {
  createMemoryAuditLog,
  createMemoryDocumentStore,
  createMemoryRecordStore,
  createMemoryStateStore,
  createTestClock,
} from '@baseplate-epr/conformance';
import type { DigitalService, FragmentPage, Principal, StateNamespace } from '@baseplate-epr/contracts';
import { createFhirClient, type FhirClient } from '@baseplate-epr/fhir-client';
import { createRecord } from '@baseplate-epr/record';
import { createRecordApi } from '@baseplate-epr/record-api';
import { fixedStories, generatePopulation } from '@baseplate-epr/synthetic-population';

/** The moment of the population: the morning of 21-Nov-2026. */
export const now: number = Date.UTC(2026, 10, 21, 8, 14);

/** Somebody whose role holds these scopes. */
export function holding(...scopes: readonly string[]): Principal {
  return {
    id: 'okafor',
    kind: 'practitioner',
    display: 'Dr Adaeze Okafor',
    role: { code: 'consultant', display: 'Consultant' },
    organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' },
    purposeOfUse: 'TREAT',
    scopes,
    fhirUser: 'Practitioner/b2751f72-21e9-8aec-9569-31ae7eb753ee',
  };
}

export const everything: Principal = holding('user/*.cruds');

/** Logical id of the patient of a story. */
export function patientOf(key: string): string {
  const story = fixedStories.find((one) => one.key === key);
  if (story === undefined) throw new RangeError(`No story is called ${key}.`);
  return story.patientId;
}

/** A fragment's answer. */
export interface Answered {
  readonly status: number;
  readonly html: string;
  readonly location: string | null;
  readonly message: string;
}

/** A service on a real record over memory stores that holds the first patients of the population. */
export interface TestChart {
  get(path: string, options?: CallOptions): Promise<Answered>;
  submit(path: string, fields: Readonly<Record<string, string>>, options?: CallOptions): Promise<Answered>;
  /** A page of the service itself, outside any chart. */
  download(path: string, principal?: Principal): Promise<Response>;
  /** The record without a service in between. */
  readonly fhir: FhirClient;
}

export interface CallOptions {
  readonly patient?: string;
  readonly principal?: Principal;
  readonly page?: Partial<FragmentPage>;
}

export async function testChart(service: DigitalService, patients = 1): Promise<TestChart> {
  const quiet = () => undefined;
  const context = {
    clock: createTestClock(now),
    logger: { info: quiet, warn: quiet, error: quiet },
    randomBytes: (size: number) => new Uint8Array(randomBytes(size)),
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
  await service.start(context);
  const api = createRecordApi({
    record,
    baseUrl: () => baseUrl,
    organisation: { name: 'Riverside NHS Trust' },
    clock: context.clock,
    logger: context.logger,
  });
  let requests = 0;
  const fetchAs = (principal: Principal, narrowed: boolean) => (input: string | Request, init?: RequestInit) => {
    requests += 1;
    const request = new Request(typeof input === 'string' ? new URL(input, baseUrl) : input, init);
    const { name, scopes } = service.manifest;
    return api.fetch(request, {
      principal,
      requestId: `request-${requests}`,
      ...(narrowed ? { service: { name, scopes } } : {}),
    });
  };
  const fhir = createFhirClient({ fetch: fetchAs(everything, false) });
  for (const { text } of generatePopulation({ patients, seed: 1, now })) await fhir.bundle(JSON.parse(text));

  const contextOf = (principal: Principal) => ({
    requestId: `call-${requests}`,
    now,
    signal: new AbortController().signal,
    principal,
    organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
    record: { fetch: fetchAs(principal, true) },
    state: unusedState,
  });

  async function call(request: Request, { patient, principal = everything, page }: CallOptions): Promise<Answered> {
    const whose = patient ?? patientOf('mary-edwards');
    const response = await service.fetch(request, {
      ...contextOf(principal),
      page: {
        patient: whose,
        linkBase: `/patients/${whose}/${service.manifest.name}`,
        formFields: [{ name: 'patient', value: whose }],
        drafts: {},
        layout: 'page',
        ...page,
      },
    });
    return {
      status: response.status,
      html: await response.text(),
      location: response.headers.get('location'),
      message: decodeURIComponent(response.headers.get('baseplate-message') ?? ''),
    };
  }

  return {
    fhir,
    download: (path, principal = everything) =>
      service.fetch(new Request(new URL(path, 'http://service.invalid')), contextOf(principal)),
    get: (path, options = {}) => call(new Request(new URL(path, 'http://service.invalid')), options),
    submit: (path, fields, options = {}) =>
      call(
        new Request(new URL(path, 'http://service.invalid'), { method: 'POST', body: new URLSearchParams(fields) }),
        options,
      ),
  };
}

const refuse = () => Promise.reject(new RangeError('This service keeps nothing outside the record.'));
const unusedState: StateNamespace = { get: refuse, set: refuse, delete: refuse, list: refuse, clear: refuse };
