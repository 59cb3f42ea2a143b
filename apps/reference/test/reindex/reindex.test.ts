import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleIn, kill, send, systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-reindex-'));
const data = join(folder, 'data');
const birthplace = 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace';
const patients = 2000;
let record: BaseplateProcess;
let url = '';
let token = '';

async function startRecord(): Promise<void> {
  record = runBaseplate(['start'], { data });
  url = await record.ready;
  token = await systemToken(data, url);
}

beforeAll(async () => {
  await startRecord();
  for (let from = 0; from < patients; from += 500) {
    const entry = Array.from({ length: 500 }, (_, n) => {
      const id = `p${from + n}`;
      const extension = [{ url: birthplace, valueAddress: { city: `Town ${(from + n) % 40}` } }];
      return { resource: { resourceType: 'Patient', id, extension }, request: { method: 'PUT', url: `Patient/${id}` } };
    });
    const response = await send(url, token, '', JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }));
    expect(response.status, await response.text()).toBe(200);
  }
}, 300_000);

afterAll(async () => {
  await record.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** The integers of a Parameters resource by name. */
async function numbersIn(response: Response): Promise<Readonly<Record<string, number>>> {
  const { parameter } = (await response.json()) as { parameter: { name: string; valueInteger?: number }[] };
  return Object.fromEntries(parameter.map(({ name, valueInteger = 0 }) => [name, valueInteger]));
}

async function found(query: string): Promise<number | undefined> {
  return (await bundleIn(await send(url, token, `/Patient?${query}&_summary=count`))).total;
}

const metadata = async () => (await send(url, token, '/metadata')).text();

test('a search parameter takes effect with reindex, although the record is killed in the midst of it', {
  timeout: 300_000,
}, async () => {
  const definition = {
    resourceType: 'SearchParameter',
    id: 'birthplace',
    url: 'https://trust.example/SearchParameter/birthplace',
    name: 'birthplace',
    status: 'active',
    description: 'Town of birth',
    code: 'birthplace',
    base: ['Patient'],
    type: 'string',
    expression: `Patient.extension('${birthplace}').value.city`,
  };
  const written = await send(url, token, '/SearchParameter/birthplace', JSON.stringify(definition), 'PUT');
  expect(written.status, await written.text()).toBe(201);
  const early = await (await send(url, token, '/Patient?birthplace=town')).text();
  expect(early).toContain('still being indexed');
  expect(await metadata()).not.toContain('birthplace');
  const doctor = runBaseplate(['doctor'], { data, port: new URL(url).port });
  expect(await doctor.ended).toBe(0);
  expect(doctor.answered()).toContain('Search index: look. a reindex is due. Until then 1 search parameter is not');

  const begun = await numbersIn(await send(url, token, '/$reindex?milliseconds=1', '{"resourceType":"Parameters"}'));
  expect(begun.total).toBe(patients);
  const command = runBaseplate(['reindex'], { data, port: new URL(url).port });
  let done = 0;
  while (done < 500) done = (await numbersIn(await send(url, token, '/$reindex'))).done ?? 0;
  await kill(record);
  expect(await command.ended, command.said()).toBe(1);
  expect(command.said()).toContain('run the same command again');

  await startRecord();
  const resumed = await numbersIn(await send(url, token, '/$reindex'));
  expect(resumed.done).toBeGreaterThanOrEqual(done);
  expect(resumed.done).toBeLessThan(patients);
  expect((await send(url, token, '/Patient?birthplace=town')).status).toBe(200);
  const again = runBaseplate(['reindex'], { data, port: new URL(url).port });
  expect(await again.ended, again.said()).toBe(0);
  expect(again.said()).toMatch(/Done: 2,000 resources in [\d.]+ s/);

  expect(await found('birthplace=town%207')).toBe(patients / 40);
  expect(await found('birthplace:missing=false')).toBe(patients);
  expect(await metadata()).toContain('"name":"birthplace"');
});

test('deleting the resource takes the parameter out; a faulty one is refused with 422', async () => {
  const gone = await fetch(`${url}/fhir/SearchParameter/birthplace`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(gone.status).toBe(204);
  expect(await (await send(url, token, '/Patient?birthplace=town')).text()).toContain('not a search parameter');
  expect(await metadata()).not.toContain('birthplace');
  const faulty = {
    resourceType: 'SearchParameter',
    url: 'https://trust.example/SearchParameter/x',
    name: 'x',
    status: 'active',
    description: 'x',
    code: 'x',
    base: ['Patient'],
    type: 'string',
    expression: 'Patient.name.where(',
  };
  const refused = await send(url, token, '/SearchParameter', JSON.stringify(faulty));
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('is not FHIRPath');
});
