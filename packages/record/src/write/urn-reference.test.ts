import { expect, test } from 'vitest';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { testBaseUrl, testRecord } from '../__fixtures__/test-record.ts';

const urn = 'urn:uuid:0b5b2a3e-7f3e-4f6e-9d31-111111111111';
const other = 'urn:uuid:0b5b2a3e-7f3e-4f6e-9d31-222222222222';
const patient = writing('POST', 'Patient', patientText('A'), { fullUrl: urn });
const about = (reference: string, more = {}) => writing('POST', 'Observation', observationText(reference, more));

test('a result about a urn that names nothing in its transaction is refused, and nothing is written', async () => {
  const { as } = await testRecord();
  const text = bundleText('transaction', [patient, about(other)]);
  const refused = { status: 400, issues: [{ expression: expect.stringContaining('entry[1]') }] };
  await expect(as().bundle({ text })).rejects.toMatchObject(refused);
  expect(await as().search({ types: [], parameters: [] })).toMatchObject({ total: 0 });
  const known = bundleText('transaction', [patient, about(urn), about(`${urn}/_history/1`)]);
  expect((await as().bundle({ text: known })).entries.map(({ status }) => status)).toEqual([201, 201, 201]);
});

test.each([
  ['in capitals', urn.toUpperCase(), String],
  ['in mixed case', urn.replace('urn:uuid', 'Urn:Uuid'), String],
  ['with escapes', urn, (text: string) => text.replaceAll('urn:', 'urn\\u003a')],
  ['under an escaped name', other, (text: string) => text.replace('"reference"', '"\\u0072eference"')],
])('a URN %s is refused as well', async (_, name, rewrite) => {
  const { as } = await testRecord();
  const text = rewrite(bundleText('batch', [about(name)]));
  expect((await as().bundle({ text })).entries.map(({ status }) => status)).toEqual([400]);
});

test.each([
  ['a condition with an escape', observationText('Patient?name=a').replace('?', '\\u003f')],
  ['a condition below the own address', observationText(`${testBaseUrl}/Patient?name=a`)],
  ['the same with the escapes of PHP', observationText(`${testBaseUrl}/Patient?name=a`).replaceAll('/', '\\/')],
  ['an address with a slash too many', observationText(`${testBaseUrl}//Patient/a`)],
  ['an address without an id', observationText(`${testBaseUrl}/Patient`)],
])('%s is refused alone as well', async (_, text) => {
  const { as } = await testRecord();
  await expect(as().create({ type: 'Observation', text })).rejects.toMatchObject({ status: 400 });
});

test.each(['?name=a', '', '/a/b'])('so it is in a transaction below the own address (%j)', async (rest) => {
  const { as } = await testRecord();
  const text = bundleText('transaction', [patient, about(`${testBaseUrl}/Patient${rest}`)]);
  const refused = { status: 400, issues: [{ expression: expect.stringContaining('entry[1]') }] };
  await expect(as().bundle({ text })).rejects.toMatchObject(refused);
});

test('a URN or condition that is written with escapes is resolved in a transaction', async () => {
  const { as } = await testRecord();
  await as().create({ type: 'Patient', text: patientText('Smith') });
  const text = bundleText('transaction', [patient, about('URN'), about('Patient?family=smith')])
    .replace('"URN"', `"${urn.replace(':', '\\u003a')}"`)
    .replace('Patient?', 'Patient\\u003f');
  const { entries } = await as().bundle({ text });
  expect(entries.map(({ status }) => status)).toEqual([201, 201, 201]);
  const parameters = [['subject:Patient.family', 'smith,a']] as const;
  expect(await as().search({ types: ['Observation'], parameters })).toMatchObject({ total: 2 });
});

test('references below the own address that lead to a resource stay as they are, and others too', async () => {
  const { as } = await testRecord();
  for (const reference of [
    `${testBaseUrl}/Patient/a`,
    `${testBaseUrl}/Patient/a/_history/2`,
    'https://a.example/x?y',
  ]) {
    const { version } = await as().create({ type: 'Observation', text: observationText(reference) });
    expect(version?.text).toContain(`"${reference}"`);
  }
});

test('so it is in a batch, whose entries do not know each other', async () => {
  const { as } = await testRecord();
  const { entries } = await as().bundle({ text: bundleText('batch', [patient, about(urn)]) });
  expect(entries.map(({ status }) => status)).toEqual([201, 400]);
  const inCapitals = bundleText('batch', [about(urn.toUpperCase())]);
  expect((await as().bundle({ text: inCapitals })).entries.map(({ status }) => status)).toEqual([400]);
});

test('what comes alone is kept as it was sent, with a warning that nothing is found by it', async () => {
  const { as } = await testRecord();
  const warning = { severity: 'warning', diagnostics: expect.stringContaining('names nothing in this record') };
  const created = await as().create({ type: 'Observation', text: observationText(urn) });
  expect(created.version?.text).toContain(`"${urn}"`);
  expect(created.issues).toEqual([expect.objectContaining(warning)]);
  const { issues } = await as().validate({ type: 'Observation', text: observationText(urn) });
  expect(issues).toContainEqual(expect.objectContaining(warning));
});

test('what comes under its own id keeps its references, and a message its own', async () => {
  const { as } = await testRecord();
  const copy = { type: 'Observation', id: 'a', text: observationText(urn, { id: 'a' }) };
  expect(await as().update(copy)).toMatchObject({ outcome: 'created' });
  const resource = JSON.parse(observationText(urn));
  const message = { resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl: other, resource }] };
  expect(await as().create({ type: 'Bundle', text: JSON.stringify(message) })).toMatchObject({ outcome: 'created' });
});
