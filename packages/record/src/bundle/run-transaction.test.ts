import { expect, test } from 'vitest';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const identifier = (value: string) => ({ identifier: [{ system: 'urn:example:ids', value }] });
const urn = 'urn:uuid:11111111-1111-4111-8111-111111111111';

test('resolves fullUrls, also of entries that come later, and answers in the order of the request', async () => {
  const { as } = await testRecord();
  const answer = await as().bundle({
    text: bundleText('transaction', [
      writing('POST', 'Observation', observationText(urn)),
      { request: { method: 'GET', url: 'Patient?name=smith' } },
      writing('POST', 'Patient', patientText('Smith'), { fullUrl: urn }),
    ]),
  });
  const [observation, search, patient] = answer.entries;
  expect(answer.type).toBe('transaction-response');
  expect([observation, search, patient].map((entry) => entry?.status)).toEqual([201, 200, 201]);
  const id = patient?.location?.split('/')[1];
  expect(patient?.location).toBe(`Patient/${id}/_history/1`);
  expect(patient?.etag).toBe('W/"1"');
  const version = observation?.result?.kind === 'version' ? observation.result.version : undefined;
  expect(JSON.parse(version?.text ?? '')).toMatchObject({ subject: { reference: `Patient/${id}` } });
  expect(search?.result).toMatchObject({ kind: 'search', answer: { total: 1 } });
  expect(await as().search({ types: ['Observation'], parameters: [['subject', `Patient/${id}`]] })).toMatchObject({
    total: 1,
  });
});

test('writes nothing if one entry fails, and says which', async () => {
  const { as } = await testRecord();
  const entries = [
    writing('POST', 'Patient', patientText('Smith')),
    writing('POST', 'Observation', JSON.stringify({ resourceType: 'Observation', status: 'final' })),
  ];
  await expect(as().bundle({ text: bundleText('transaction', entries) })).rejects.toMatchObject({
    status: 422,
    issues: [expect.objectContaining({ expression: expect.stringMatching(/^Bundle\.entry\[1\]/) })],
  });
  const stale = [
    writing('POST', 'Patient', patientText('Smith')),
    writing('PUT', 'Patient/x', patientText('X', { id: 'x' }), {}, { ifMatch: 'W/"3"' }),
  ];
  await expect(as().bundle({ text: bundleText('transaction', stale) })).rejects.toMatchObject({ status: 412 });
  expect(await as().search({ types: ['Patient'], parameters: [] })).toMatchObject({ total: 0 });
});

test('long Bundles wait for each other, and one that is refused or cannot be read lets the next one in', async () => {
  const { as } = await testRecord();
  const long = 'x'.repeat(300_000);
  const patient = patientText('Smith', {
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${long}</div>` },
  });
  const wrong = writing('POST', 'Patient', '{"resourceType":"Patient","gender":"none"}');
  const texts = [
    `${long}${long}`,
    bundleText('transaction', [writing('POST', 'Patient', patient), wrong]),
    bundleText('transaction', [writing('POST', 'Patient', patient)]),
    bundleText('batch', [writing('POST', 'Patient', patient), wrong]),
    bundleText('transaction', [writing('POST', 'Patient', patient)]),
  ];
  const ends = await Promise.allSettled(texts.map((text) => as().bundle({ text })));
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(await as().search({ types: ['Patient'], parameters: [] })).toMatchObject({ total: 3 });
});

test('a conditional create resolves references to what is there already, and within the transaction', async () => {
  const { as } = await testRecord();
  const there = await as().create({ type: 'Patient', text: patientText('Smith', identifier('1')) });
  const id = there.version?.id;
  const condition = { ifNoneExist: 'identifier=urn:example:ids|1' };
  const another = { ifNoneExist: 'identifier=urn:example:ids|2' };
  const answer = await as().bundle({
    text: bundleText('transaction', [
      writing('POST', 'Patient', patientText('Smith', identifier('1')), { fullUrl: urn }, condition),
      writing('POST', 'Observation', observationText(urn)),
      writing('POST', 'Patient', patientText('New', identifier('2')), { fullUrl: 'urn:uuid:a' }, another),
      writing('POST', 'Patient', patientText('New', identifier('2')), { fullUrl: 'urn:uuid:b' }, another),
      writing('POST', 'Observation', observationText('urn:uuid:b')),
      writing('POST', 'Observation', observationText('Patient?identifier=urn:example:ids|2')),
      writing('POST', 'Observation', observationText('Patient?identifier=urn:example:ids|1')),
    ]),
  });
  const statuses = answer.entries.map(({ status }) => status);
  expect(statuses).toEqual([200, 201, 201, 200, 201, 201, 201]);
  const subjects = answer.entries.map(({ result }) =>
    result?.kind === 'version' ? JSON.parse(result.version.text).subject?.reference : undefined,
  );
  const made = answer.entries[2]?.location?.split('/')[1];
  expect(subjects).toEqual([
    undefined,
    `Patient/${id}`,
    undefined,
    undefined,
    `Patient/${made}`,
    `Patient/${made}`,
    `Patient/${id}`,
  ]);
  expect(answer.entries[3]?.location).toBe(answer.entries[2]?.location);
});

test('refuses a conditional reference that means none or several', async () => {
  const { as } = await testRecord();
  const text = bundleText('transaction', [writing('POST', 'Observation', observationText('Patient?name=smith'))]);
  await expect(as().bundle({ text })).rejects.toMatchObject({ status: 412, issues: [{ code: 'not-found' }] });
  await as().create({ type: 'Patient', text: patientText('Smith') });
  await as().create({ type: 'Patient', text: patientText('Smith') });
  await expect(as().bundle({ text })).rejects.toMatchObject({ status: 412, issues: [{ code: 'multiple-matches' }] });
});

test('refuses two entries about one resource, and two with one fullUrl', async () => {
  const { as } = await testRecord();
  const put = writing('PUT', 'Patient/x', patientText('X', { id: 'x' }));
  const twice = bundleText('transaction', [put, put]);
  await expect(as().bundle({ text: twice })).rejects.toMatchObject({ status: 400, issues: [{ code: 'duplicate' }] });
  const post = writing('POST', 'Patient', patientText('X'), { fullUrl: urn });
  const same = bundleText('transaction', [post, post]);
  await expect(as().bundle({ text: same })).rejects.toMatchObject({ status: 400, issues: [{ code: 'duplicate' }] });
});

test('refuses two conditional entries that would be about the same resource', async () => {
  const { as } = await testRecord();
  const refused = { status: 400, issues: [{ code: 'duplicate' }] };
  const put = writing('PUT', 'Patient?family=smith', patientText('Smith'));
  await expect(as().bundle({ text: bundleText('transaction', [put, put]) })).rejects.toMatchObject(refused);
  const { version } = await as().create({ type: 'Patient', text: patientText('Smith') });
  const post = writing('POST', 'Patient', patientText('Smith'), {}, { ifNoneExist: 'family=smith' });
  const remove = { request: { method: 'DELETE', url: `Patient/${version?.id}` } };
  await expect(as().bundle({ text: bundleText('transaction', [post, remove]) })).rejects.toMatchObject(refused);
});

test('deletes, creates and updates in one commit', async () => {
  const { as } = await testRecord();
  await as().update({ type: 'Patient', id: 'old', text: patientText('Old', { id: 'old' }) });
  await as().update({ type: 'Patient', id: 'kept', text: patientText('Kept', { id: 'kept' }) });
  const answer = await as().bundle({
    text: bundleText('transaction', [
      writing('PUT', 'Patient/kept', patientText('Changed', { id: 'kept' }), {}, { ifMatch: 'W/"1"' }),
      { request: { method: 'DELETE', url: 'Patient/old' } },
      writing('PUT', 'Patient?name=nobody', patientText('Fresh')),
      { request: { method: 'GET', url: 'Patient?_id=old' } },
    ]),
  });
  expect(answer.entries.map(({ status }) => status)).toEqual([200, 204, 201, 200]);
  expect(answer.entries[3]?.result).toMatchObject({ answer: { total: 0 } });
  const names = await as().search({ types: ['Patient'], parameters: [['_sort', 'family']] });
  expect(names.matches.map(({ text }) => JSON.parse(text).name[0].family)).toEqual(['Changed', 'Fresh']);
});

test('of 100 conditional creates at once, one creates', async () => {
  const { as } = await testRecord();
  const create = () =>
    as().create({
      type: 'Patient',
      text: patientText('Smith', identifier('1')),
      ifNoneExist: [['identifier', 'urn:example:ids|1']],
    });
  const results = await Promise.all(Array.from({ length: 100 }, create));
  expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
  expect(new Set(results.map(({ version }) => version?.id)).size).toBe(1);
});

test('of transactions at once with the same condition, all refer to one resource', async () => {
  const { as } = await testRecord();
  const condition = { ifNoneExist: 'identifier=urn:example:ids|1' };
  const text = bundleText('transaction', [
    writing('POST', 'Patient', patientText('Smith', identifier('1')), { fullUrl: urn }, condition),
    writing('POST', 'Observation', observationText(urn)),
  ]);
  await Promise.all(Array.from({ length: 20 }, () => as().bundle({ text })));
  const patients = await as().search({ types: ['Patient'], parameters: [] });
  expect(patients.total).toBe(1);
  const subject = `Patient/${patients.matches[0]?.id}`;
  expect(await as().search({ types: ['Observation'], parameters: [['subject', subject]] })).toMatchObject({
    total: 20,
  });
});

test('updates at once without If-Match all succeed, one version each; with it, one succeeds', async () => {
  const { as } = await testRecord();
  const text = patientText('X', { id: 'x' });
  await Promise.all(Array.from({ length: 50 }, () => as().update({ type: 'Patient', id: 'x', text })));
  expect((await as().history({ type: 'Patient', id: 'x', count: 100 })).total).toBe(50);
  const matched = await Promise.allSettled(
    Array.from({ length: 20 }, () => as().update({ type: 'Patient', id: 'x', text, ifMatch: '50' })),
  );
  expect(matched.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a batch carries out each entry by itself', async () => {
  const { as } = await testRecord();
  const answer = await as().bundle({
    text: bundleText('batch', [
      writing('POST', 'Patient', patientText('Smith')),
      { request: { method: 'GET', url: 'Patient/none' } },
      { request: { method: 'PATCH', url: 'Patient/none' } },
      writing('POST', 'Patient', JSON.stringify({ resourceType: 'Patient', nonsense: 1 })),
    ]),
  });
  expect(answer.type).toBe('batch-response');
  expect(answer.entries.map(({ status }) => status)).toEqual([201, 404, 400, 400]);
});

test('a bundle whose reads would fill the memory is answered up to the limit', async () => {
  const { as } = await testRecord({ limits: { answerLength: 2500 } });
  for (let number = 0; number < 5; number += 1) await as().create({ type: 'Patient', text: patientText('Smith') });
  const search = { request: { method: 'GET', url: 'Patient?name=smith' } };
  for (const type of ['batch', 'transaction'] as const) {
    const answer = await as().bundle({ text: bundleText(type, Array(50).fill(search)) });
    const statuses = answer.entries.map(({ status }) => status);
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(422);
    expect(statuses.filter((status) => status === 200).length).toBeLessThan(5);
  }
});
