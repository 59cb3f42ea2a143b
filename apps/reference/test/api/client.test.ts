import { Client } from 'fhir-kit-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenRecord, openRecord } from './open-record.ts';

/** A resource or bundle, as far as these tests look into it. */
interface Received extends Record<string, unknown> {
  readonly resourceType: string;
  readonly id?: string;
  readonly type?: string;
  readonly total?: number;
  readonly meta?: { readonly versionId?: string };
  readonly name?: readonly { readonly family?: string }[];
  readonly subject?: { readonly reference?: string };
  readonly link: { relation: string; url: string }[];
  readonly entry?: readonly {
    readonly resource?: Received;
    readonly response?: { readonly status?: string; readonly location?: string };
  }[];
}

let record: OpenRecord;
let client: Client;

beforeAll(async () => {
  record = await openRecord();
  client = await record.client('system');
});

afterAll(() => record.stop());

const edwards = { resourceType: 'Patient', name: [{ family: 'Edwards', given: ['Mary'] }], birthDate: '1958-07-14' };

/** Status of what is expected to be refused. */
async function refusedWith(request: Promise<unknown>): Promise<unknown> {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (typeof error !== 'object' || error === null || !('response' in error)) return error;
  const { response } = error;
  return typeof response === 'object' && response !== null && 'status' in response ? response.status : response;
}

test('creates, reads, updates with the version it saw, and reads the versions again', async () => {
  const created = (await client.create({ resourceType: 'Patient', body: edwards })) as Received;
  const id = created.id ?? '';
  expect(Client.httpFor(created).response?.headers.get('etag')).toBe('W/"1"');
  expect(await client.read({ resourceType: 'Patient', id })).toMatchObject(edwards);

  const changed = { ...created, active: true } as { resourceType: string };
  const update = (version: string) =>
    client.update({
      resourceType: 'Patient',
      id,
      body: changed,
      options: { headers: { 'If-Match': `W/"${version}"` } },
    });
  expect(await update('1')).toMatchObject({ active: true, meta: { versionId: '2' } });
  expect(await refusedWith(update('1'))).toBe(412);

  expect(await client.vread({ resourceType: 'Patient', id, version: '1' })).not.toHaveProperty('active');
  const history = (await client.history({ resourceType: 'Patient', id })) as Received;
  expect(history).toMatchObject({ type: 'history', total: 2 });
  expect(history.entry?.map(({ resource }) => resource?.meta?.versionId)).toEqual(['2', '1']);
});

test('deletes, and then it is gone', async () => {
  const { id = '' } = (await client.create({ resourceType: 'Patient', body: edwards })) as Received;
  await client.delete({ resourceType: 'Patient', id });
  expect(await refusedWith(client.read({ resourceType: 'Patient', id }))).toBe(410);
  expect(await refusedWith(client.read({ resourceType: 'Patient', id: 'never' }))).toBe(404);
});

test('patches what it saw, and nothing that is gone', async () => {
  const { id = '' } = (await client.create({ resourceType: 'Patient', body: edwards })) as Received;
  const jsonPatch = [{ op: 'add' as const, path: '/active', value: true }];
  const patched = await client.patch({ resourceType: 'Patient', id, jsonPatch });
  expect(patched).toMatchObject({ ...edwards, active: true, meta: { versionId: '2' } });
  const stale = { headers: { 'If-Match': 'W/"1"' } };
  expect(await refusedWith(client.patch({ resourceType: 'Patient', id, jsonPatch, options: stale }))).toBe(412);
  await client.delete({ resourceType: 'Patient', id });
  expect(await refusedWith(client.patch({ resourceType: 'Patient', id, jsonPatch }))).toBe(410);
});

test('searches, pages to the end, and includes', async () => {
  for (let number = 0; number < 25; number += 1) {
    const body = { ...edwards, name: [{ family: `Paging-${number}` }] };
    await client.create({ resourceType: 'Patient', body });
  }
  const families: string[] = [];
  let page = (await client.search({
    resourceType: 'Patient',
    searchParams: { family: 'Paging', _count: 7, _sort: 'family' },
  })) as Received | undefined;
  let pages = 0;
  while (page !== undefined) {
    pages += 1;
    families.push(...(page.entry ?? []).map(({ resource }) => resource?.name?.[0]?.family ?? ''));
    page = (await client.nextPage({ bundle: page })) as Received | undefined;
  }
  expect(pages).toBe(4);
  expect(new Set(families).size).toBe(25);
  expect(families).toEqual([...families].sort());
});

test('sends a transaction whose entries point at each other, and a batch whose entries stand alone', async () => {
  const fullUrl = 'urn:uuid:8d1f9a3c-93f1-4a5e-8a3b-0f4c1f0e5a11';
  const heartRate = {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: fullUrl },
    valueQuantity: { value: 80, unit: 'beats/minute' },
  };
  const answer = (await client.transaction({
    body: {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { resource: heartRate, request: { method: 'POST', url: 'Observation' } },
        { fullUrl, resource: edwards, request: { method: 'POST', url: 'Patient' } },
      ],
    },
  })) as Received;
  expect(answer.type).toBe('transaction-response');
  const locations = answer.entry?.map(({ response }) => response?.location?.split('/_history', 1)[0]) ?? [];
  const [observation = '', patient = ''] = locations;
  const stored = (await client.read({
    resourceType: 'Observation',
    id: observation.split('/')[1] ?? '',
  })) as Received;
  expect(stored.subject?.reference).toBe(patient);

  const id = patient.split('/')[1] ?? '';
  const everything = (await client.operation({
    name: 'everything',
    resourceType: 'Patient',
    id,
    method: 'GET',
  })) as Received;
  expect(everything.entry?.map(({ resource }) => `${resource?.resourceType}/${resource?.id}`).sort()).toEqual(
    locations.sort(),
  );
  const posted = (await client.operation({
    name: 'everything',
    resourceType: 'Patient',
    id,
    input: { resourceType: 'Parameters', parameter: [{ name: '_type', valueCode: 'Observation' }] },
  })) as Received;
  expect(posted.entry).toHaveLength(1);
  const inside = (await client.compartmentSearch({
    resourceType: 'Observation',
    compartment: { resourceType: 'Patient', id },
  })) as Received;
  expect(inside.entry).toHaveLength(1);

  const batch = (await client.batch({
    body: {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        { request: { method: 'GET', url: patient } },
        { request: { method: 'GET', url: 'Patient/never' } },
        { resource: { resourceType: 'Patient', gender: 'f' }, request: { method: 'POST', url: 'Patient' } },
      ],
    },
  })) as Received;
  expect(batch.entry?.map(({ response }) => response?.status)).toEqual(['200', '404', '422']);
});

test('a transaction with one fault writes nothing', async () => {
  const before = (await client.search({ resourceType: 'Patient', searchParams: { _summary: 'count' } })) as Received;
  const body = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { resource: edwards, request: { method: 'POST', url: 'Patient' } },
      { resource: { resourceType: 'Patient', gender: 'f' }, request: { method: 'POST', url: 'Patient' } },
    ],
  };
  expect(await refusedWith(client.transaction({ body }))).toBe(422);
  const after = (await client.search({ resourceType: 'Patient', searchParams: { _summary: 'count' } })) as Received;
  expect(after.total).toBe(before.total);
});

test('the capability statement is there without signing in', async () => {
  const statement = await new Client({ baseUrl: record.base }).capabilityStatement();
  expect(statement).toMatchObject({
    resourceType: 'CapabilityStatement',
    fhirVersion: '4.0.1',
    implementation: { url: record.base },
  });
});
