import { createHash, randomBytes } from 'node:crypto';
import {
  createMemoryAuditLog,
  createMemoryDocumentStore,
  createMemoryRecordStore,
  createMemoryStateStore,
  createTestClock,
  type TestClock,
} from '@baseplate-epr/conformance';
import type { Principal } from '@baseplate-epr/contracts';
import { createFhirClient, type FhirClient } from '@baseplate-epr/fhir-client';
import { createRecord } from '@baseplate-epr/record';
import { createRecordApi } from '@baseplate-epr/record-api';
import { fixedStories, generatePopulation } from '@baseplate-epr/synthetic-population';
import { createClinicianWorkspace } from '../create-clinician-workspace.ts';
import { doctor } from './people.ts';
import { createTestFragments, type TestFragments } from './test-fragments.ts';

/** The moment of the population: the morning of 21-Nov-2026. */
export const now: number = Date.UTC(2026, 10, 21, 8, 14);
export const origin = 'http://127.0.0.1:3000';

/** Who calls, and how the request differs from what a browser would send. */
export interface CallOptions {
  readonly principal?: Principal;
  readonly headers?: Readonly<Record<string, string>>;
  /** Resource type that the record does not answer for. */
  readonly away?: string;
}

/** An answer, read. */
export interface Answered {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

/** The workspace over a real record in memory that holds patients of the population, with services that a test plays. */
export interface TestWorkspace {
  readonly fragments: TestFragments;
  readonly clock: TestClock;
  /** The record, without the workspace in between. */
  readonly fhir: FhirClient;
  /** Keeps a draft of a form of notes about Mary Edwards, as the record does. */
  keepDraft(by?: Principal): Promise<unknown>;
  /** What was logged. */
  readonly logged: string[];
  signedOut: number;
  get(path: string, options?: CallOptions): Promise<Answered>;
  /** Sends a form with the session's token, unless `fields` says another. */
  post(path: string, fields: Readonly<Record<string, string>>, options?: CallOptions): Promise<Answered>;
}

/** Token of a person's session in these tests. */
export function tokenOf(principal: Principal): string {
  return `token-${principal.id}`;
}

/** Logical id of the patient of a story. */
export function patientOf(key: string): string {
  const story = fixedStories.find((one) => one.key === key);
  if (story === undefined) throw new RangeError(`No story is called ${key}.`);
  return story.patientId;
}

/** Starts a workspace whose record holds the patients of these stories. */
export async function testWorkspace(...stories: readonly string[]): Promise<TestWorkspace> {
  const clock = createTestClock(now);
  const logged: string[] = [];
  const log = (...words: readonly unknown[]) => void logged.push(JSON.stringify(words));
  const context = {
    clock,
    logger: { info: log, warn: log, error: log },
    randomBytes: (size: number) => new Uint8Array(randomBytes(size)),
  };
  const stores = {
    records: createMemoryRecordStore(),
    documents: createMemoryDocumentStore(),
    audit: createMemoryAuditLog(),
    state: createMemoryStateStore(),
  };
  for (const store of Object.values(stores)) await store.start(context);
  const baseUrl = `${origin}/fhir`;
  const record = createRecord({ stores, context, epoch: 1, baseUrl });
  await record.start();
  const organisation = { name: 'Riverside NHS Trust', odsCode: 'RXX01' };
  const place = { service: 'control-room', href: '/services/control-room/', title: 'Control room' };
  const api = createRecordApi({ record, baseUrl: () => baseUrl, organisation, clock, logger: context.logger });
  const service = createClinicianWorkspace();
  await service.start(context);
  const { name, scopes } = service.manifest;
  const fragments = createTestFragments();
  const state = stores.state.namespace({ name: 'service/clinician-workspace' });
  let requests = 0;
  const fetchAs = (principal: Principal, narrowed: boolean) => (input: string | Request, init?: RequestInit) => {
    requests += 1;
    const request = new Request(typeof input === 'string' ? new URL(input, baseUrl) : input, init);
    const within = narrowed ? { service: { name, scopes } } : {};
    return api.fetch(request, { principal, requestId: `request-${requests}`, ...within });
  };
  const fhir = createFhirClient({ fetch: fetchAs(doctor, false) });
  const wanted = new Set(fixedStories.flatMap(({ key, index }) => (stories.includes(key) ? [index] : [])));
  for (const { kind, index, text } of generatePopulation({ patients: Math.max(...wanted), seed: 1, now })) {
    if (kind !== 'patient' || wanted.has(index)) await fhir.bundle(JSON.parse(text));
  }

  const workspace: TestWorkspace = {
    fragments,
    clock,
    fhir,
    logged,
    signedOut: 0,
    keepDraft({ id } = doctor) {
      const person = createHash('sha256').update(id).digest('hex').slice(0, 32);
      const draft = { path: '/add', action: '/add', fields: { text: ['Half a sentence'] }, at: clock.now() };
      const key = `draft/${person}/${patientOf('mary-edwards')}/notes/add-note`;
      return state.set({ key, value: JSON.stringify(draft), expiresAt: clock.now() + 12 * 3_600_000 });
    },
    get: (path, options = {}) => call(new Request(new URL(path, origin)), options),
    post(path, fields, options = {}) {
      const headers = { 'sec-fetch-site': 'same-origin', ...options.headers };
      const body = new URLSearchParams({ csrf: tokenOf(options.principal ?? doctor), ...fields });
      return call(new Request(new URL(path, origin), { method: 'POST', body, headers }), options);
    },
  };

  async function call(request: Request, { principal = doctor, away }: CallOptions): Promise<Answered> {
    const response = await service.fetch(request, {
      requestId: 'the-request',
      now: clock.now(),
      signal: new AbortController().signal,
      principal,
      organisation,
      record: {
        fetch: async (input, init) =>
          away !== undefined && String(input).startsWith(`/fhir/${away}`)
            ? new Response(null, { status: 503 })
            : fetchAs(principal, true)(input, init),
      },
      state,
      shell: {
        fragments,
        places: principal.role.code === 'administrator' ? [place] : [],
        csrfToken: tokenOf(principal),
        async signOut() {
          workspace.signedOut += 1;
          return { headers: new Headers({ 'set-cookie': 'session=; Max-Age=0' }) };
        },
      },
    });
    return { status: response.status, html: await response.text(), headers: response.headers };
  }

  return workspace;
}
