import { randomBytes } from 'node:crypto';
import {
  createMemoryAuditLog,
  createMemoryDocumentStore,
  createMemoryRecordStore,
  createMemoryStateStore,
  createTestClock,
} from '@baseplate-epr/conformance';
import type { ModuleContext, Principal, ServiceContext, ServiceManifest } from '@baseplate-epr/contracts';
import { createFhirClient, type FhirClient } from '@baseplate-epr/fhir-client';
import { createRecord } from '@baseplate-epr/record';
import { createRecordApi } from '@baseplate-epr/record-api';
import { generatePopulation } from '@baseplate-epr/synthetic-population';
import { everything } from './people.ts';

/** The moment of the population: the morning of 21-Nov-2026, in milliseconds since 1970. */
export const now: number = Date.UTC(2026, 10, 21, 8, 14);

/** A record over memory stores, with its FHIR API. Nothing of it is played; its clock stands still at {@link now}. */
export interface TestRecord {
  readonly context: ModuleContext;
  readonly organisation: ServiceContext['organisation'];
  /** The record for a caller who may read and write everything, with no service in between. */
  readonly fhir: FhirClient;
  /** The record API as this person; narrowed to what the service asks for where a manifest is given. */
  fetchAs(principal: Principal, service?: ServiceManifest): ServiceContext['record']['fetch'];
  /** What a service keeps outside the record. */
  stateOf(service: ServiceManifest): ServiceContext['state'];
}

/** Starts a record and writes the first patients of the population to it. @throws FhirError if the record refuses one */
export async function openTestRecord(patients: number): Promise<TestRecord> {
  const quiet = () => undefined;
  const context: ModuleContext = {
    clock: createTestClock(now),
    logger: { info: quiet, warn: quiet, error: quiet },
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
  const api = createRecordApi({ record, baseUrl: () => baseUrl, organisation, clock, logger });
  let requests = 0;
  const fetchAs: TestRecord['fetchAs'] = (principal, service) => (input, init) => {
    requests += 1;
    const request = new Request(typeof input === 'string' ? new URL(input, baseUrl) : input, init);
    return api.fetch(request, { principal, requestId: `request-${requests}`, ...(service ? { service } : {}) });
  };
  const fhir = createFhirClient({ fetch: fetchAs(everything) });
  for (const { text } of generatePopulation({ patients, seed: 1, now })) await fhir.bundle(JSON.parse(text));
  return {
    context,
    organisation,
    fhir,
    fetchAs,
    stateOf: ({ name }) => stores.state.namespace({ name: `service/${name}`, quota: 1_000_000 }),
  };
}
