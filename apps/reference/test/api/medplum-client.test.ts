import {
  ContentType,
  isOperationOutcome,
  MedplumClient,
  normalizeErrorString,
  OperationOutcomeError,
} from '@medplum/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenRecord, openRecord } from './open-record.ts';

// The client of another record, which knows nothing of this one: it is handed the address and a token, and no more.
let record: OpenRecord;
let client: MedplumClient;

beforeAll(async () => {
  record = await openRecord();
  client = new MedplumClient({
    baseUrl: record.base.replace(/fhir$/, ''),
    fhirUrlPath: 'fhir',
    accessToken: await record.token('system'),
    cacheTime: 0,
  });
});

afterAll(() => record.stop());

const edwards = {
  resourceType: 'Patient' as const,
  name: [{ family: 'Edwards', given: ['Mary'] }],
  birthDate: '1958-07-14',
};

/** The code of the first issue of an expected refusal. */
async function refusal(request: Promise<unknown>): Promise<unknown> {
  const error = await request.then(
    () => 'nothing was refused',
    (reason: unknown) => reason,
  );
  if (!(error instanceof OperationOutcomeError)) return error;
  expect(isOperationOutcome(error.outcome)).toBe(true);
  expect(normalizeErrorString(error)).not.toBe('');
  return error.outcome.issue[0]?.code;
}

test('creates, reads, updates, reads versions, deletes', async () => {
  const created = await client.createResource(edwards);
  const { id } = created;
  expect(created).toMatchObject({ ...edwards, meta: { versionId: '1' } });
  expect(await client.readResource('Patient', id)).toEqual(created);
  expect(await client.updateResource({ ...created, active: true })).toMatchObject({ meta: { versionId: '2' } });
  expect(await client.readVersion('Patient', id, '1')).toEqual(created);
  const history = await client.readHistory('Patient', id);
  expect(history.entry?.map(({ resource }) => resource?.meta?.versionId)).toEqual(['2', '1']);
  await client.deleteResource('Patient', id);
  expect(await refusal(client.readResource('Patient', id))).toBe('deleted');
  expect(await refusal(client.readResource('Patient', 'never'))).toBe('not-found');
  expect(await refusal(client.createResource({ resourceType: 'Patient', birthDate: 'yesterday' }))).toBe('value');
});

test('creates and updates on a condition', async () => {
  const identified = { ...edwards, identifier: [{ system: 'urn:x', value: 'once' }] };
  const query = 'identifier=urn:x|once';
  const first = await client.createResourceIfNoneExist(identified, query);
  expect(await client.createResourceIfNoneExist(identified, query)).toEqual(first);
  const upserted = await client.upsertResource({ ...identified, gender: 'female' as const }, query);
  expect(upserted).toMatchObject({ id: first.id, gender: 'female', meta: { versionId: '2' } });
});

test('patches', async () => {
  const { id } = await client.createResource(edwards);
  const patched = await client.patchResource('Patient', id, [{ op: 'add', path: '/gender', value: 'female' }]);
  expect(patched).toMatchObject({ ...edwards, gender: 'female', meta: { versionId: '2' } });
  const failed = client.patchResource('Patient', id, [{ op: 'test', path: '/gender', value: 'male' }]);
  expect(await refusal(failed)).toBe('conflict');
});

test('searches, finds one, pages to the end, and follows references both ways', async () => {
  const organization = await client.createResource({ resourceType: 'Organization', name: 'Paging House' });
  const managingOrganization = { reference: `Organization/${organization.id}` };
  for (let number = 0; number < 11; number += 1) {
    await client.createResource({ ...edwards, name: [{ family: `Paged-${number}` }], managingOrganization });
  }
  const query = 'organization.name=paging&_sort=family&_count=4';
  const families: (string | undefined)[] = [];
  let pages = 0;
  for await (const page of client.searchResourcePages('Patient', query)) {
    pages += 1;
    families.push(...page.map(({ name }) => name?.[0]?.family));
  }
  // For the pages after the first this client asks for a size of its own.
  expect([pages, families.length, new Set(families).size]).toEqual([2, 11, 11]);
  expect(families).toEqual([...families].sort());
  expect(await client.searchOne('Patient', 'family=Paged-7')).toMatchObject({ name: [{ family: 'Paged-7' }] });
  expect(await client.searchOne('Patient', 'family=nobody')).toBeUndefined();
  const both = await client.search('Organization', 'name=paging house&_revinclude=Patient:organization');
  expect(both.entry?.map(({ search }) => search?.mode).sort()).toEqual([...Array(11).fill('include'), 'match']);
});

test('sends a transaction and a batch', async () => {
  const fullUrl = 'urn:uuid:8d1f9a3c-93f1-4a5e-8a3b-0f4c1f0e5a12';
  const transaction = await client.executeBatch({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl, resource: edwards, request: { method: 'POST', url: 'Patient' } },
      {
        resource: {
          resourceType: 'Observation',
          status: 'final',
          code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
          subject: { reference: fullUrl },
        },
        request: { method: 'POST', url: 'Observation' },
      },
    ],
  });
  expect(transaction.entry?.map(({ response }) => response?.status)).toEqual(['201', '201']);
  const [patient = ''] = transaction.entry?.map(({ response }) => response?.location?.split('/_history')[0]) ?? [];
  const found = await client.searchResources('Observation', { subject: patient });
  expect(found.map(({ subject }) => subject?.reference)).toEqual([patient]);
  const all = await client.readPatientEverything(patient.split('/')[1] ?? '');
  expect(all.entry).toHaveLength(2);
  const batch = await client.executeBatch({
    resourceType: 'Bundle',
    type: 'batch',
    entry: [{ request: { method: 'GET', url: patient } }, { request: { method: 'GET', url: 'Patient/never' } }],
  });
  expect(batch.entry?.map(({ response }) => response?.status)).toEqual(['200', '404']);
});

test('validates, uploads bytes and gets them back', async () => {
  expect((await client.validateResource(edwards)).resourceType).toBe('OperationOutcome');
  const binary = await client.createBinary({ data: 'a letter', contentType: ContentType.TEXT, filename: 'letter.txt' });
  const blob = await client.download(client.fhirUrl('Binary', binary.id).toString());
  expect(await blob.text()).toBe('a letter');
});
