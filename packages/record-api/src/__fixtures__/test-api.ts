import { randomBytes } from 'node:crypto';
import {
  createMemoryAuditLog,
  createMemoryDocumentStore,
  createMemoryRecordStore,
  createMemoryStateStore,
  createTestClock,
  type TestClock,
} from '@baseplate-epr/conformance';
import type { LogFields, ModuleContext, Principal } from '@baseplate-epr/contracts';
import { jsonFromXml, parseResource, validateResource } from '@baseplate-epr/fhir';
import { createRecord, type RecordLimits } from '@baseplate-epr/record';
import { createRecordApi } from '../create-record-api.ts';
import type { RecordApiCaller } from '../record-api.ts';
import { clinician } from './people.ts';

/** A request to the test API. */
export interface Sent {
  /** Sent as it is if it is text, bytes or a stream, as JSON otherwise. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: Principal;
  readonly caller?: Partial<RecordApiCaller>;
}

/** An answer, read to its end. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, also if it is XML; empty without one. */
  readonly json: Json;
}

/** JSON as tests look into it. */
export interface Json {
  readonly [key: string]: Json;
}

/** FHIR REST over memory stores. */
export interface TestApi {
  /** @param line - method and path below the FHIR base: `GET /Patient/x`. */
  send(line: string, sent?: Sent): Promise<Received>;
  readonly clock: TestClock;
  readonly logged: readonly { readonly message: string; readonly fields: LogFields | undefined }[];
  /** Makes the record store fail in this way from now on. */
  breakWith(error: Error | undefined): void;
}

/** Base of the test API. */
export const testBase = 'http://127.0.0.1:3000/fhir';

/** Starts FHIR REST over new, empty memory stores. */
export async function testApi(limits: Partial<RecordLimits> = {}): Promise<TestApi> {
  const clock = createTestClock();
  const logged: { message: string; fields: LogFields | undefined }[] = [];
  const log = (message: string, fields?: LogFields) => logged.push({ message, fields });
  const context: ModuleContext = {
    clock,
    logger: { info: log, warn: log, error: log },
    randomBytes: (size) => new Uint8Array(randomBytes(size)),
  };
  let broken: Error | undefined;
  const memory = createMemoryRecordStore();
  const records = {
    ...memory,
    search: (query: Parameters<typeof memory.search>[0]) =>
      broken === undefined ? memory.search(query) : Promise.reject(broken),
  };
  const stores = {
    records,
    documents: createMemoryDocumentStore(),
    audit: createMemoryAuditLog(),
    state: createMemoryStateStore(),
  };
  for (const store of Object.values(stores)) await store.start(context);
  const record = createRecord({ stores, context, epoch: 1, baseUrl: testBase, limits });
  await record.start();
  const api = createRecordApi({
    record,
    baseUrl: () => testBase,
    organisation: { name: 'Riverside NHS Trust' },
    clock,
    logger: context.logger,
  });
  let requests = 0;
  return {
    clock,
    logged,
    breakWith(error) {
      broken = error;
    },
    async send(line, { body, headers, as = clinician, caller } = {}) {
      requests += 1;
      const [method = 'GET', path = ''] = line.split(/ (.*)/s);
      const request = new Request(path.startsWith('http') ? path : testBase + path, {
        method,
        headers: {
          ...(body === undefined || isPlain(body) ? {} : { 'content-type': 'application/fhir+json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isPlain(body) ? body : JSON.stringify(body), duplex: 'half' }),
      } satisfies RequestInit & { duplex?: 'half' });
      const response = await api.fetch(request, { principal: as, requestId: `request-${requests}`, ...caller });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: text === '' ? {} : JSON.parse(jsonOf(text, response.headers.get('content-type') ?? '')),
      };
    },
  };
}

/** The JSON of an answer in either format; an empty object for other bytes. */
function jsonOf(text: string, contentType: string): string {
  if (contentType.startsWith('application/fhir+json')) return text;
  return contentType.startsWith('application/fhir+xml') ? jsonFromXml(text) : '{}';
}

function isPlain(body: unknown): body is string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  return typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
}

/** What the validator says of a body; empty if it is valid R4. */
export function faultsOf(text: string): readonly string[] {
  return validateResource(parseResource(text, { maxDepth: 512 })).map(
    ({ severity, expression, diagnostics }) => `${severity} ${expression}: ${diagnostics}`,
  );
}

/** Codes of the issues of an OperationOutcome. */
export function issueCodes({ json }: Received): readonly string[] {
  return listOf(json.issue).map(({ code }) => String(code));
}

/** A member that should be an array; empty if it is not there. */
export function listOf(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}

/** The URL of a bundle's link. */
export function linkOf({ json }: Received, relation: string): string | undefined {
  const found = listOf(json.link).find((link) => String(link.relation) === relation)?.url;
  return found === undefined ? undefined : String(found);
}
