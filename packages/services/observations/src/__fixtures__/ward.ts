import { randomBytes } from 'node:crypto';
import {
  createMemoryAuditLog,
  createMemoryDocumentStore,
  createMemoryRecordStore,
  createMemoryStateStore,
} from '@baseplate-epr/conformance';
import type { DigitalService, ModuleContext, Principal, ServiceContext } from '@baseplate-epr/contracts';
import { createFhirClient, type FhirClient } from '@baseplate-epr/fhir-client';
import { createRecord } from '@baseplate-epr/record';
import { createRecordApi } from '@baseplate-epr/record-api';
import { fixedStories, generatePopulation } from '@baseplate-epr/synthetic-population';

/** A record of the fixed stories over memory stores, and a way to ask a service for fragments as a shell would. */
export interface Ward {
  /** The moment of the population, in milliseconds. */
  readonly now: number;
  /** Everything allowed, past the service. */
  readonly record: FhirClient;
  patientOf(story: string): string;
  get(service: DigitalService, patient: string, path: string, options?: AskOptions): Promise<Answer>;
  post(service: DigitalService, patient: string, path: string, form: Fields, options?: AskOptions): Promise<Answer>;
}

/** A form's fields. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Who asks, when, and with which drafts. */
export interface AskOptions {
  readonly principal?: Principal;
  readonly now?: number;
  readonly drafts?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly html: string;
  /** Without markup, white space collapsed. */
  readonly text: string;
  readonly location: string | null;
  readonly message: string;
}

export const nurse: Principal = {
  id: 'nurse',
  kind: 'practitioner',
  display: 'Sita Example',
  role: { code: 'R8001', display: 'Nurse' },
  organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' },
  purposeOfUse: 'TREAT',
  scopes: ['user/*.cruds'],
};
export const clerk: Principal = { ...nurse, id: 'clerk', scopes: ['user/Patient.rs', 'user/Encounter.rs'] };

const now = Date.UTC(2026, 10, 21, 8, 14);

/** Starts the record and writes the population through its FHIR API. */
export async function openWard(): Promise<Ward> {
  const quiet = () => undefined;
  const logger = { info: quiet, warn: quiet, error: quiet };
  const context: ModuleContext = {
    clock: { now: () => now },
    logger,
    randomBytes: (size) => new Uint8Array(randomBytes(size)),
  };
  const stores = {
    records: createMemoryRecordStore(),
    documents: createMemoryDocumentStore(),
    audit: createMemoryAuditLog(),
    state: createMemoryStateStore(),
  };
  for (const store of Object.values(stores)) await store.start(context);
  const core = createRecord({ stores, context, epoch: 1, baseUrl: 'http://127.0.0.1/fhir' });
  await core.start();
  const baseUrl = () => 'http://127.0.0.1/fhir';
  const organisation = { name: 'Riverside NHS Trust', odsCode: 'RXX01' };
  const api = createRecordApi({ record: core, baseUrl, organisation, clock: context.clock, logger });
  let requests = 0;
  const fetchAs =
    (principal: Principal, service?: DigitalService['manifest']) => (input: string | Request, init?: RequestInit) => {
      requests += 1;
      const request = new Request(typeof input === 'string' ? new URL(input, 'http://127.0.0.1') : input, init);
      return api.fetch(request, { principal, requestId: `r${requests}`, ...(service ? { service } : {}) });
    };
  const record = createFhirClient({ fetch: fetchAs({ ...nurse, scopes: ['user/*.cruds'] }) });
  for (const { text } of generatePopulation({ patients: fixedStories.length, seed: 1, now })) {
    const headers = { 'content-type': 'application/fhir+json' };
    const response = await fetchAs(nurse)('/fhir', { method: 'POST', headers, body: text });
    if (!response.ok) throw new Error(`The population was refused with ${response.status}.`);
  }

  async function ask(service: DigitalService, patient: string, request: Request, options: AskOptions): Promise<Answer> {
    await service.start(context);
    const { principal = nurse, drafts = {} } = options;
    const asked: ServiceContext = {
      requestId: 'fragment',
      now: options.now ?? now,
      signal: new AbortController().signal,
      principal,
      organisation,
      record: { fetch: fetchAs(principal, service.manifest) },
      state: stores.state.namespace({ name: `service/${service.manifest.name}`, quota: 1_000_000 }),
      page: {
        patient,
        linkBase: `/patients/${patient}/${service.manifest.name}`,
        formFields: [{ name: 'csrf', value: 'token' }],
        drafts,
        layout: 'page',
      },
    };
    const response = await service.fetch(request, asked);
    const html = await response.text();
    return {
      status: response.status,
      html,
      text: html
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/ ([.,:;])/g, '$1')
        .trim(),
      location: response.headers.get('location'),
      message: decodeURIComponent(response.headers.get('baseplate-message') ?? ''),
    };
  }

  return {
    now,
    record,
    patientOf(story) {
      const found = fixedStories.find(({ key }) => key === story);
      if (found === undefined) throw new RangeError(`There is no story ${story}.`);
      return found.patientId;
    },
    get: (service, patient, path, options = {}) =>
      ask(service, patient, new Request(`http://service.invalid${path}`), options),
    post(service, patient, path, form, options = {}) {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(form)) {
        for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
      }
      return ask(service, patient, new Request(`http://service.invalid${path}`, { method: 'POST', body }), options);
    },
  };
}
