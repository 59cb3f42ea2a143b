import { expect, test } from 'vitest';
import { holderOf } from '../__fixtures__/people.ts';
import { bundleText, patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

test.each([
  ['no JSON', 'Patient', '{', 400],
  ['a repeated key', 'Patient', '{"resourceType":"Patient","active":true,"active":false}', 400],
  ['no resource type', 'Patient', '{}', 400],
  ['an unknown resource type', 'Patient', '{"resourceType":"Nonsense"}', 400],
  ['another resource type', 'Patient', '{"resourceType":"Observation"}', 400],
  ['an unknown element', 'Patient', '{"resourceType":"Patient","nonsense":1}', 400],
  ['a missing element', 'Observation', '{"resourceType":"Observation","status":"final"}', 422],
  ['too deep a nesting', 'Patient', `{"resourceType":"Patient","a":${'['.repeat(100)}${']'.repeat(100)}}`, 413],
  ['too long a text', 'Patient', patientText('x'.repeat(5000)), 413],
  [
    'a conditional reference',
    'Patient',
    patientText('A', { link: [{ other: { reference: 'Patient?name=x' }, type: 'seealso' }] }),
    400,
  ],
  ['an unknown type in the address', 'Nonsense', '{"resourceType":"Nonsense"}', 404],
])('refuses to create with %s', async (_name, type, text, status) => {
  const { as } = await testRecord({ limits: { resourceLength: 4000 } });
  await expect(as().create({ type, text })).rejects.toMatchObject({ status });
  expect(await as().search({ types: [], parameters: [] })).toMatchObject({ total: 0 });
});

test('one resource is bounded, also in a Bundle and by a patch; what holds collections may be longer', async () => {
  const { as } = await testRecord({ limits: { resourceLength: 1000, bundleLength: 20_000 } });
  const long = patientText('x'.repeat(1500), { id: 'a' });
  const entry = { resource: JSON.parse(long), request: { method: 'PUT', url: 'Patient/a' } };
  await expect(as().update({ type: 'Patient', id: 'a', text: long })).rejects.toMatchObject({ status: 413 });
  await expect(as().validate({ type: 'Patient', text: long })).resolves.toMatchObject({
    issues: [{ code: 'too-long' }],
  });
  await expect(as().validate({ text: long })).resolves.toMatchObject({ issues: [{ code: 'too-long' }] });
  const [answer] = (await as().bundle({ text: bundleText('batch', [entry]) })).entries;
  expect(answer?.status).toBe(413);
  await expect(as().bundle({ text: bundleText('transaction', [entry]) })).rejects.toMatchObject({ status: 413 });
  const collected = JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ fullUrl: 'urn:x:a', resource: JSON.parse(long) }],
  });
  expect((await as().create({ type: 'Bundle', text: collected })).outcome).toBe('created');
  await as().update({ type: 'Patient', id: 'b', text: patientText('A', { id: 'b' }) });
  const grow = JSON.stringify(
    ['a', 'b'].map((text) => ({ op: 'add', path: '/name/-', value: { text: text.repeat(450) } })),
  );
  const patch = { format: 'json-patch', text: grow } as const;
  await expect(as().patch({ type: 'Patient', id: 'b', patch })).rejects.toMatchObject({ status: 413 });
});

test('a page longer than one answer may be is refused; asked for in parts, all of it is there', async () => {
  const { as } = await testRecord({ limits: { answerLength: 2000 } });
  for (let number = 0; number < 4; number += 1) {
    await as().create({ type: 'Patient', text: patientText('x'.repeat(600)) });
  }
  const all = { types: ['Patient'], parameters: [] };
  await expect(as().search(all)).rejects.toMatchObject({ status: 422, message: expect.stringContaining('_count') });
  await expect(as().history({ type: 'Patient' })).rejects.toMatchObject({ status: 422 });
  const page = await as().search({ ...all, parameters: [['_count', '2']] });
  expect(page.matches).toHaveLength(2);
  const rest = await as().search({ ...all, cursor: page.next ?? '' });
  expect(rest.matches).toHaveLength(2);
});

test('keeps digits, unknown extensions and the order of elements', async () => {
  const { as } = await testRecord();
  const text =
    '{"resourceType":"Observation","status":"final","code":{"text":"x"},"extension":[{"url":"urn:x","valueDecimal":1.00}],"valueQuantity":{"value":7.10,"unit":"x"}}';
  const { version } = await as().create({ type: 'Observation', text });
  const body = text.slice('{"resourceType":"Observation"'.length);
  expect(version?.text.endsWith(body)).toBe(true);
  expect(await as().read({ type: 'Observation', id: version?.id ?? '' })).toEqual(version);
});

test('an update needs the id in body and address to agree', async () => {
  const { as } = await testRecord();
  await expect(as().update({ type: 'Patient', id: 'a', text: patientText('A') })).rejects.toMatchObject({
    status: 400,
  });
  const other = patientText('A', { id: 'b' });
  await expect(as().update({ type: 'Patient', id: 'a', text: other })).rejects.toMatchObject({ status: 400 });
  const odd = patientText('A', { id: 'a b' });
  await expect(as().update({ type: 'Patient', id: 'a b', text: odd })).rejects.toMatchObject({ status: 400 });
});

test('If-None-Match: * creates once', async () => {
  const { as } = await testRecord();
  const put = { type: 'Patient', id: 'a', text: patientText('A', { id: 'a' }), ifNoneMatch: '*' } as const;
  await expect(as().update(put)).resolves.toMatchObject({ outcome: 'created' });
  await expect(as().update(put)).rejects.toMatchObject({ status: 412 });
});

test('a part of a resource is not written over the whole', async () => {
  const { as } = await testRecord();
  const meta = { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }] };
  const put = (id: string, more: object = {}) =>
    as().update({ type: 'Patient', id, text: patientText('A', { id, ...more }) });
  await put('a', { birthDate: '1970-01-01' });
  const refused = { status: 422, message: expect.stringContaining('SUBSETTED') };
  await expect(put('a', { meta })).rejects.toMatchObject(refused);
  const entry = {
    resource: JSON.parse(patientText('A', { id: 'a', meta })),
    request: { method: 'PUT', url: 'Patient/a' },
  };
  await expect(as().bundle({ text: bundleText('transaction', [entry]) })).rejects.toMatchObject(refused);
  expect((await as().read({ type: 'Patient', id: 'a' })).text).toContain('1970-01-01');
  // A copy that came as a part is no more than that here either.
  await expect(put('copy', { meta })).resolves.toMatchObject({ outcome: 'created' });
  await expect(put('copy', { meta, birthDate: '1970-01-01' })).resolves.toMatchObject({ outcome: 'updated' });
});

test('conditional update follows the table of the specification', async () => {
  const { as } = await testRecord();
  const identifier = [{ system: 'urn:example:ids', value: '1' }];
  const parameters = [['identifier', 'urn:example:ids|1']] as const;
  const update = (more: object = {}) =>
    as().conditionalUpdate({ type: 'Patient', text: patientText('A', { identifier, ...more }), parameters });
  const created = await update();
  expect(created.outcome).toBe('created');
  const id = created.version?.id;
  expect(await update()).toMatchObject({ outcome: 'updated', version: { id, versionId: '2' } });
  expect(await update({ id })).toMatchObject({ outcome: 'updated', version: { id, versionId: '3' } });
  await expect(update({ id: 'other' })).rejects.toMatchObject({ status: 400 });
  await as().create({ type: 'Patient', text: patientText('B', { identifier }) });
  await expect(update()).rejects.toMatchObject({ status: 412 });
  const taken = { type: 'Patient', text: patientText('C', { id }), parameters: [['name', 'nobody']] as const };
  const said = { status: 412, message: expect.stringContaining('The condition matches nothing, but') };
  await expect(as().conditionalUpdate(taken)).rejects.toMatchObject(said);
});

test('conditional delete deletes one, refuses several and an empty condition', async () => {
  const { as } = await testRecord();
  for (const family of ['A', 'B', 'B']) await as().create({ type: 'Patient', text: patientText(family) });
  const remove = (...parameters: [string, string][]) => as().conditionalDelete({ type: 'Patient', parameters });
  expect(await remove(['family', 'a'])).toMatchObject({ outcome: 'deleted' });
  expect(await remove(['family', 'a'])).toMatchObject({ outcome: 'unchanged' });
  await expect(remove(['family', 'b'])).rejects.toMatchObject({ status: 412 });
  await expect(remove()).rejects.toMatchObject({ status: 400 });
  await expect(remove(['_count', '1'])).rejects.toMatchObject({ status: 400 });
  await expect(remove(['nonsense', '1'])).rejects.toMatchObject({ status: 400 });
});

test('a delete with If-Match wants the newest version', async () => {
  const { as } = await testRecord();
  await as().update({ type: 'Patient', id: 'a', text: patientText('A', { id: 'a' }) });
  await expect(as().delete({ type: 'Patient', id: 'a', ifMatch: '2' })).rejects.toMatchObject({ status: 412 });
  expect(await as().delete({ type: 'Patient', id: 'a', ifMatch: '1' })).toMatchObject({ outcome: 'deleted' });
});

test('validates without writing', async () => {
  const { as, audited } = await testRecord();
  const before = (await audited()).length;
  // R4 recommends a narrative.
  expect((await as().validate({ text: patientText('A') })).issues).toMatchObject([{ severity: 'warning' }]);
  expect((await as().validate({ type: 'Observation', text: patientText('A') })).issues).toHaveLength(1);
  expect((await as().validate({ text: '{' })).issues).toMatchObject([{ severity: 'error', code: 'structure' }]);
  expect(await audited()).toHaveLength(before);
});

test('scopes decide which interactions are permitted', async () => {
  const { as } = await testRecord();
  const session = as(holderOf('user/Patient.rs', 'user/Observation.c'));
  expect(session.permits({ type: 'Patient', interaction: 'read' })).toBe(true);
  expect(session.permits({ type: 'Patient', interaction: 'update' })).toBe(false);
  expect(session.permits({ type: 'Observation', interaction: 'create' })).toBe(true);
  await expect(session.create({ type: 'Patient', text: patientText('A') })).rejects.toMatchObject({ status: 403 });
});
