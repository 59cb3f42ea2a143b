import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';

const configuration = fileURLToPath(new URL('./__fixtures__/small.fhir.config.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'baseplate-fhir-store-'));
const processes: BaseplateProcess[] = [];
const nhsNumber = { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' };

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: { readonly id: string; readonly total?: number; readonly meta: { readonly lastUpdated: string } };
}

type Ask = (method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<Answer>;

const fhirJson = 'application/fhir+json';

let keeper: Ask;
let record: Ask;
let base = '';
let token = '';

beforeAll(async () => {
  const data = join(folder, 'keeper');
  const server = started(runBaseplate(['start'], { data }));
  const url = await server.ready;
  token = await systemToken(data, url);
  base = `${url}/fhir`;
  keeper = asker(base, token);
  record = await open('record');
}, 300_000);

afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop('SIGTERM')));
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

test('what is written to the record lies on the other server as a plain resource, and the writer is told its time', async () => {
  const made = await record('POST', '/Patient', { ...patient('Kept'), identifier: [nhsNumber] });
  expect(made.status).toBe(201);
  const there = await keeper('GET', `/Patient/${made.body.id}`);
  expect(there.text).toBe(made.text);
  expect(made.headers.get('etag')).toBe('W/"1"');
  const renamed = await record(
    'PUT',
    `/Patient/${made.body.id}`,
    { ...patient('Renamed'), id: made.body.id },
    { 'if-match': 'W/"1"' },
  );
  expect([renamed.status, renamed.headers.get('etag')]).toEqual([200, 'W/"2"']);
  const stale = await record(
    'PUT',
    `/Patient/${made.body.id}`,
    { ...patient('Late'), id: made.body.id },
    { 'if-match': 'W/"1"' },
  );
  expect(stale.status).toBe(412);
  expect((await record('GET', `/Patient/${made.body.id}/_history`)).body.total).toBe(2);
  expect((await record('DELETE', `/Patient/${made.body.id}`)).status).toBe(204);
  expect((await record('GET', `/Patient/${made.body.id}`)).status).toBe(410);
  expect((await keeper('GET', `/Patient/${made.body.id}`)).status).toBe(410);
});

test('digits, a transaction and a Binary survive the way there and back', { timeout: 120_000 }, async () => {
  const subject = await record('POST', '/Patient', patient('Measured'));
  const reference = { reference: `Patient/${subject.body.id}` };
  const observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'dose' },
    subject: reference,
    valueQuantity: { value: 'VALUE', unit: 'mg' },
  };
  const content = Buffer.from('a letter').toString('base64');
  const binary = { resourceType: 'Binary', contentType: 'text/plain', securityContext: reference, data: content };
  const entry = [
    { resource: observation, request: { method: 'POST', url: 'Observation' } },
    { resource: binary, request: { method: 'POST', url: 'Binary' } },
  ];
  const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }).replace('"VALUE"', '1.50');
  const answer = await record('POST', '', { raw: bundle });
  expect(answer.status).toBe(200);
  const found = await record('GET', `/Observation?subject=Patient/${subject.body.id}`);
  expect(found.text).toContain('"value":1.50');
  expect((await keeper('GET', `/Observation?subject=Patient/${subject.body.id}`)).text).toContain('"value":1.50');
  const id = /"location":"Binary\/([^/]+)\//.exec(answer.text)?.[1];
  expect((await record('GET', `/Binary/${id}`)).text).toContain(`"data":"${content}"`);
  // What protects it still does in a record that computes its index anew from what lies on the server.
  const again = await open('record');
  expect((await again('GET', `/Observation?subject=Patient/${subject.body.id}`)).body.total).toBe(1);
  expect((await again('GET', `/Patient/${subject.body.id}/$everything`)).text).toContain(`Binary/${id}`);
});

test('a second record on the same server sees at once what the first has written, and neither doubles a patient', {
  timeout: 120_000,
}, async () => {
  const other = await open('other');
  const made = await record('POST', '/Patient', patient('Shared'));
  expect((await other('GET', `/Patient/${made.body.id}`)).status).toBe(200);
  const identifier = [{ system: 'urn:test', value: 'once' }];
  const create = (ask: Ask) =>
    ask('POST', '/Patient', { ...patient('Once'), identifier }, { 'if-none-exist': 'identifier=urn:test|once' });
  const answers = await Promise.all(Array.from({ length: 12 }, (_, place) => create(place % 2 === 0 ? record : other)));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(11).fill(200), 201]);
  expect((await keeper('GET', '/Patient?identifier=urn:test|once')).body.total).toBe(1);
});

test('what somebody writes to the server past the record is found after a look', async () => {
  const past = await keeper('POST', '/Patient', patient('Past'));
  await expect
    .poll(async () => (await record('GET', '/Patient?name=past')).text, { timeout: 30_000 })
    .toContain(past.body.id);
});

test('an assembly that needs what the store cannot do does not start, and says why', { timeout: 120_000 }, async () => {
  const environment = { FHIR_BASE: base, FHIR_TOKEN: token, FULL_TEXT: 'yes' };
  const refused = runBaseplate(['start'], { data: join(folder, 'refused'), configuration, environment });
  expect(await refused.ended).not.toBe(0);
  expect(refused.said()).toContain('full text search is turned on');
  const wrong = runBaseplate(['start'], {
    data: join(folder, 'wrong'),
    configuration,
    environment: { FHIR_BASE: base, FHIR_TOKEN: 'wrong' },
  });
  expect(await wrong.ended).not.toBe(0);
  expect(wrong.said()).toMatch(/Give a token/);
});

function patient(family: string): object {
  return { resourceType: 'Patient', name: [{ family }] };
}

async function open(name: string): Promise<Ask> {
  const data = join(folder, name);
  const environment = { FHIR_BASE: base, FHIR_TOKEN: token };
  const url = await started(runBaseplate(['start'], { data, configuration, environment })).ready;
  // The identity is the same in both assemblies, and a token needs no record.
  return asker(`${url}/fhir`, await systemToken(data, url));
}

function started(one: BaseplateProcess): BaseplateProcess {
  processes.push(one);
  return one;
}

function asker(url: string, bearer: string): Ask {
  return async (method, path, body, headers = {}) => {
    const text = body === undefined ? undefined : 'raw' in body ? String(body.raw) : JSON.stringify(body);
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': fhirJson, accept: fhirJson, ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
    const answered = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text: answered,
      body: answered === '' ? {} : JSON.parse(answered),
    };
  };
}
