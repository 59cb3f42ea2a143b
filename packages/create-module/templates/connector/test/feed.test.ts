import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { createFhirClient, type FhirClient, isFhirError } from '@baseplate-epr/fhir-client';
import { openTestRecord, patientOf } from '@baseplate-epr/service-testing';
import { runFeed } from '../src/index.ts';

let folder: string;
let fhir: FhirClient;
let nhsNumber: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'module-name-'));
  ({ fhir } = await openTestRecord(1));
  const { identifier = [] } = await fhir.read('Patient', patientOf('mary-edwards'));
  nhsNumber = identifier.find(({ system }) => system === 'https://fhir.nhs.uk/Id/nhs-number')?.value ?? '';
});
afterEach(() => rm(folder, { recursive: true }));

const file = () => join(folder, '2026-11-21.ndjson');
const line = (id: number, number = nhsNumber) =>
  `${JSON.stringify({ id: `m-${id}`, nhsNumber: number, taken: `2026-11-21T08:0${id}:00Z`, heartRate: 70 + id })}\n`;

/** Heart rates of the feed in the record, in the order they were measured. */
async function heartRates(): Promise<readonly (number | undefined)[]> {
  const { matches } = await fhir.search('Observation', { identifier: 'urn:module-name:message|', _sort: 'date' });
  return matches.map(({ valueQuantity }) => valueQuantity?.value);
}

test('what is in the folder is written, and once, also if its progress is lost', async () => {
  await writeFile(file(), line(1) + line(2));
  assert.deepEqual(await runFeed({ client: fhir, folder }), { written: 2, rejected: 0 });
  await rm(`${file()}.progress`);
  await runFeed({ client: fhir, folder });
  assert.deepEqual(await heartRates(), [71, 72]);
});

test('it goes on where it stopped, and takes a line when all of it is there', async () => {
  await writeFile(file(), line(1) + line(2).slice(0, 20));
  assert.equal((await runFeed({ client: fhir, folder })).written, 1);
  await appendFile(file(), line(2).slice(20));
  assert.deepEqual(await runFeed({ client: fhir, folder }), { written: 1, rejected: 0 });
  assert.deepEqual(await heartRates(), [71, 72]);
});

test('while the record is away nothing is skipped', async () => {
  await writeFile(file(), line(1));
  const away = createFhirClient({ fetch: async () => new Response(null, { status: 503 }) });
  await assert.rejects(runFeed({ client: away, folder }), (error) => isFhirError(error, 503));
  assert.deepEqual(await runFeed({ client: fhir, folder }), { written: 1, rejected: 0 });
});

test('a line that cannot be written is told by its number, without what it says', async () => {
  await writeFile(file(), `${line(1, '9999999999')}{"half":\n${line(2)}`);
  assert.deepEqual(await runFeed({ client: fhir, folder }), { written: 1, rejected: 2 });
  const told = await readFile(`${file()}.rejected`, 'utf8');
  assert.equal(told, 'line 1: no patient has this NHS number\nline 2: not a message as agreed\n');
});
