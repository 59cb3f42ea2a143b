import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenRecord, openRecord } from './open-record.ts';

let record: OpenRecord;
let system: string;

beforeAll(async () => {
  record = await openRecord();
  system = await record.token('system');
  for (const id of ['ann', 'ben']) {
    await record.send(`PUT /Patient/${id}`, {
      token: system,
      body: { resourceType: 'Patient', id, name: [{ family: `Family of ${id}` }] },
    });
    const observation = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: `Patient/${id}` },
    };
    await record.send(`PUT /Observation/of-${id}`, { token: system, body: { ...observation, id: `of-${id}` } });
  }
});

afterAll(() => record.stop());

test('without a token, or with one that is none, everything but /metadata answers 401', async () => {
  for (const line of [
    'GET /Patient/ann',
    'GET /Patient',
    'POST /',
    'GET /_history',
    'GET /nonsense',
    'DELETE /Patient/ann',
  ]) {
    const answer = await record.send(line);
    expect([line, answer.status]).toEqual([line, 401]);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="record"');
    expect(JSON.parse(answer.text)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'login' }] });
  }
  const [header, payload] = system.split('.');
  for (const token of ['x', `${header}.${payload}.AAAA`, `${header}.${payload}.`, 'null']) {
    const answer = await record.send('GET /Patient/ann', { token });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
  }
  expect((await record.send('GET /Patient/ann', { headers: { authorization: 'Basic eDp5' } })).status).toBe(401);
  expect((await record.send('GET /metadata')).status).toBe(200);
});

test('a token ends at its time', async () => {
  const token = await record.token('consultant', { timeToLive: 60 });
  expect((await record.send('GET /Patient/ann', { token })).status).toBe(200);
  record.advance(61_000);
  const answer = await record.send('GET /Patient/ann', { token });
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringContaining('invalid_token'),
  ]);
});

test('a token can be narrowed, never widened', async () => {
  const narrow = await record.token('consultant', { scopes: ['user/Patient.rs'] });
  expect((await record.send('GET /Patient/ann', { token: narrow })).status).toBe(200);
  expect((await record.send('GET /Observation/of-ann', { token: narrow })).status).toBe(403);
  const wide = await record.token('clerk', { scopes: ['user/*.cruds', 'system/*.cruds'] });
  expect((await record.send('GET /Observation/of-ann', { token: wide })).status).toBe(403);
  expect((await record.send('DELETE /Patient/ann', { token: wide })).status).toBe(403);
});

test('roles: a clerk sees no clinical fact, an administrator no patient, a nurse prescribes nothing', async () => {
  const [clerk, administrator, nurse] = await Promise.all(
    ['clerk', 'administrator', 'ward-nurse'].map((role) => record.token(role)),
  );
  const status = async (token: string | undefined, line: string, body?: object) =>
    (await record.send(line, { ...(token === undefined ? {} : { token }), ...(body === undefined ? {} : { body }) }))
      .status;
  expect(await status(clerk, 'GET /Patient/ann')).toBe(200);
  expect(await status(clerk, 'GET /Observation/of-ann')).toBe(403);
  expect(await status(clerk, 'GET /Observation')).toBe(403);
  expect(await status(administrator, 'GET /Patient')).toBe(403);
  expect(await status(nurse, 'GET /Observation/of-ann')).toBe(200);
  const prescription = {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'x' },
    subject: { reference: 'Patient/ann' },
  };
  expect(await status(nurse, 'POST /MedicationRequest', prescription)).toBe(403);
  // What a clerk may not see is not there to be included or chained through either.
  const included = await record.send(
    'GET /Patient?_id=ann&_revinclude=Observation:subject',
    clerk === undefined ? {} : { token: clerk },
  );
  expect(included.text).not.toContain('of-ann');
  const everything = await record.send('GET /Patient/ann/$everything', clerk === undefined ? {} : { token: clerk });
  expect(everything.text).not.toContain('of-ann');
});

test('a patient is in the own record and nowhere else', async () => {
  const token = await record.token('patient-ann');
  expect((await record.send('GET /Patient/ann', { token })).status).toBe(200);
  expect((await record.send('GET /Observation/of-ann', { token })).status).toBe(200);
  const hidden = [
    'GET /Patient/ben',
    'GET /Observation/of-ben',
    'GET /Observation/of-ben/_history',
    'GET /Observation/of-ben/_history/1',
    'GET /Patient/ben/$everything',
  ];
  for (const line of hidden) {
    const answer = await record.send(line, { token });
    expect([line, answer.status]).toEqual([line, 404]);
    const never = await record.send(line.replaceAll('of-ben', 'of-nobody').replaceAll('/ben', '/nobody'), { token });
    // Nothing tells what is hidden from what is not there.
    expect(answer.text).toBe(never.text);
  }
  for (const path of [
    '/Patient',
    '/Observation',
    '/Observation?subject=Patient/ben',
    '/Patient?_has:Observation:subject:code=x',
  ]) {
    expect((await record.send(`GET ${path}`, { token })).text).not.toMatch(/Patient\/ben"|of-ben/);
  }
  const batch = {
    resourceType: 'Bundle',
    type: 'batch',
    entry: [{ request: { method: 'GET', url: 'Observation/of-ben' } }],
  };
  expect((await record.send('POST /', { token, body: batch })).text).toContain('"404"');
  expect((await record.send('PUT /Patient/ann', { token, body: { resourceType: 'Patient', id: 'ann' } })).status).toBe(
    403,
  );
});

test('the session cookie of a browser opens no FHIR', async () => {
  const origin = new URL(record.base).origin;
  const signIn = await fetch(`${origin}/identity/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'persona=patient-ann',
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((value) => value.split(';', 1)[0])
    .join('; ');
  expect(cookie).not.toBe('');
  expect((await record.send('GET /Patient/ann', { headers: { cookie } })).status).toBe(401);
});
