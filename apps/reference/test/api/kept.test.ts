import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenRecord, openRecord } from './open-record.ts';

let record: OpenRecord;
let token: string;

beforeAll(async () => {
  record = await openRecord();
  token = await record.token('system');
});

afterAll(() => record.stop());

const patient = (family: string) => ({ resourceType: 'Patient', id: 'kept', name: [{ family }] });

test('what was acknowledged is there after a restart: versions, documents, sessions of tokens, and who looked at what', {
  timeout: 120_000,
}, async () => {
  const put = (family: string) => record.send('PUT /Patient/kept', { token, body: patient(family) });
  expect((await put('First')).status).toBe(201);
  expect((await put('Second')).status).toBe(200);
  const pulse = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Pulse' },
    subject: { reference: 'Patient/kept' },
  };
  expect(
    (await record.send('POST /Observation', { token, body: { ...pulse, valueQuantity: { value: '72.50' } } })).status,
  ).toBe(422);
  expect((await record.send('POST /Observation', { token, body: pulse })).status).toBe(201);
  expect(
    (await record.send('PUT /Basic/gone', { token, body: { resourceType: 'Basic', id: 'gone', code: { text: 'x' } } }))
      .status,
  ).toBe(201);
  expect((await record.send('DELETE /Basic/gone', { token })).status).toBe(204);
  const bytes = Buffer.alloc(6_000_000, 'a scanned letter ');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/pdf' };
  const uploaded = await fetch(`${record.base}/Binary`, { method: 'POST', headers, body: new Uint8Array(bytes) });
  expect(uploaded.status).toBe(201);
  const binary = /Binary\/[^/]+/.exec(uploaded.headers.get('location') ?? '')?.[0];
  const before = await record.verifyAudit();

  await record.restart();

  const history = JSON.parse((await record.send('GET /Patient/kept/_history', { token })).text);
  expect(history.entry.map(({ resource }: { resource: { name: unknown } }) => resource.name)).toEqual([
    [{ family: 'Second' }],
    [{ family: 'First' }],
  ]);
  const found = await record.send('GET /Observation?subject=Patient/kept&_include=Observation:subject', { token });
  expect(JSON.parse(found.text)).toMatchObject({ total: 1, entry: [{}, { resource: { id: 'kept' } }] });
  expect((await record.send('GET /Basic/gone', { token })).status).toBe(410);
  const downloaded = await fetch(`${record.base}/${binary}`, { headers: { ...headers, accept: 'application/pdf' } });
  expect(Buffer.from(await downloaded.arrayBuffer()).equals(bytes)).toBe(true);
  const { verification } = await record.verifyAudit();
  expect(verification.faults).toEqual([]);
  expect(verification.entries).toBeGreaterThan(before.verification.entries);
  expect(verification.heads.length).toBe(2);
});
