import { beforeAll, expect, test } from 'vitest';
import { clinician, patientOf } from '../__fixtures__/people.ts';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { type TestRecord, testRecord } from '../__fixtures__/test-record.ts';
import type { RecordSession } from '../session/record-session.ts';

// Two patients, each with an observation; the observer is 'own' and must never learn of 'other'.
let world: TestRecord;
let otherObservation = '';
const identifier = [{ system: 'urn:example:ids', value: 'other-1' }];

beforeAll(async () => {
  world = await testRecord();
  const clinical = world.as();
  await clinical.update({ type: 'Patient', id: 'own', text: patientText('Own', { id: 'own' }) });
  await clinical.update({ type: 'Patient', id: 'other', text: patientText('Other', { id: 'other', identifier }) });
  await clinical.update({
    type: 'Organization',
    id: 'trust',
    text: JSON.stringify({ resourceType: 'Organization', id: 'trust', name: 'Trust' }),
  });
  await clinical.create({ type: 'Observation', text: observationText('Patient/own') });
  const made = await clinical.create({ type: 'Observation', text: observationText('Patient/other', { identifier }) });
  otherObservation = made.version?.id ?? '';
  await clinical.create({
    type: 'Group',
    text: JSON.stringify({
      resourceType: 'Group',
      type: 'person',
      actual: true,
      member: [{ entity: { reference: 'Patient/own' } }, { entity: { reference: 'Patient/other' } }],
    }),
  });
  // Something of the own record that points at the other patient.
  await clinical.create({
    type: 'RelatedPerson',
    text: JSON.stringify({ resourceType: 'RelatedPerson', patient: { reference: 'Patient/own' } }),
  });
  await clinical.update({
    type: 'Patient',
    id: 'own',
    text: patientText('Own', { id: 'own', link: [{ other: { reference: 'Patient/other' }, type: 'seealso' }] }),
  });
});

const as = (): RecordSession => world.as(patientOf('own'));

test('read and vread: what belongs to another is not found, just like what does not exist', async () => {
  await expect(as().read({ type: 'Patient', id: 'own' })).resolves.toMatchObject({ id: 'own' });
  for (const options of [
    { type: 'Patient', id: 'other' },
    { type: 'Patient', id: 'other', versionId: '1' },
    { type: 'Observation', id: otherObservation },
    { type: 'Patient', id: 'nobody' },
  ]) {
    await expect(as().read(options)).rejects.toMatchObject({ status: 404 });
  }
});

test('history: neither of one resource, nor of a type, nor of everything', async () => {
  await expect(as().history({ type: 'Patient', id: 'other' })).rejects.toMatchObject({ status: 404 });
  const type = await as().history({ type: 'Patient' });
  expect(type.versions.map(({ id }) => id)).toEqual(['own', 'own']);
  expect(type.total).toBe(2);
  const all = await as().history({});
  expect(all.versions.some(({ id }) => id === otherObservation || id === 'other')).toBe(false);
});

test('search: pages, totals, by id, across types', async () => {
  expect(await as().search({ types: ['Observation'], parameters: [['_total', 'accurate']] })).toMatchObject({
    total: 1,
  });
  expect(await as().search({ types: ['Observation'], parameters: [['_summary', 'count']] })).toMatchObject({
    total: 1,
  });
  const none = { total: 0, matches: [], included: [] };
  expect(await as().search({ types: ['Observation'], parameters: [['_id', otherObservation]] })).toMatchObject(none);
  expect(await as().search({ types: ['Observation'], parameters: [['subject', 'Patient/other']] })).toMatchObject(none);
  expect(await as().search({ types: ['Patient'], parameters: [['name', 'other']] })).toMatchObject(none);
  const everything = await as().search({ types: [], parameters: [] });
  expect(everything.matches.map(({ type }) => type).sort()).toEqual([
    'Observation',
    'Organization',
    'Patient',
    'RelatedPerson',
  ]);
});

test('include and revinclude do not follow to another patient', async () => {
  const forward = await as().search({ types: ['Patient'], parameters: [['_include', 'Patient:link']] });
  expect(forward.included).toEqual([]);
  const clinical = await world.as().search({ types: ['Patient'], parameters: [['_include', 'Patient:link']] });
  expect([...clinical.matches, ...clinical.included].map(({ id }) => id)).toContain('other');
  const reverse = await as().search({ types: ['Patient'], parameters: [['_revinclude', 'Observation:subject']] });
  expect(reverse.included).toHaveLength(1);
  const groups = await as().search({ types: ['Patient'], parameters: [['_revinclude', 'Group:member']] });
  expect(groups.included).toEqual([]);
});

test('chains and _has answer as if the other patient were not there', async () => {
  const chained = (name: string) => as().search({ types: ['Patient'], parameters: [['link:Patient.name', name]] });
  expect(await chained('other')).toMatchObject({ total: 0 });
  expect(await world.as().search({ types: ['Patient'], parameters: [['link:Patient.name', 'other']] })).toMatchObject({
    total: 1,
  });
  const has = await as().search({ types: ['Patient'], parameters: [['_has:Group:member:actual', 'true']] });
  expect(has).toMatchObject({ total: 0 });
});

test('$everything of another patient is not found', async () => {
  await expect(as().everything({ patient: 'other' })).rejects.toMatchObject({ status: 404 });
  const own = await as().everything({ patient: 'own' });
  expect(own.matches.map(({ type }) => type).sort()).toEqual(['Observation', 'Patient', 'RelatedPerson']);
});

test('a compartment search of another patient is empty', async () => {
  const compartment = { type: 'Patient', id: 'other' };
  const answer = await as().search({ types: ['Observation'], parameters: [], compartment });
  expect(answer).toMatchObject({ total: 0, matches: [] });
});

test('conditional create and update cannot tell that the other resource exists', async () => {
  const ifNoneExist = [['identifier', 'urn:example:ids|other-1']] as const;
  const text = observationText('Patient/own');
  const created = await as().create({ type: 'Observation', text, ifNoneExist });
  expect(created.outcome).toBe('created');
  expect(created.version?.id).not.toBe(otherObservation);
  const updated = await as().conditionalUpdate({ type: 'Observation', text, parameters: ifNoneExist });
  expect(updated.outcome).toBe('created');
  const deleted = await as().conditionalDelete({ type: 'Observation', parameters: ifNoneExist });
  expect(deleted.outcome).toBe('unchanged');
  const reference = bundleText('transaction', [
    writing('POST', 'Observation', observationText('Patient?identifier=urn:example:ids|other-1')),
  ]);
  await expect(as().bundle({ text: reference })).rejects.toMatchObject({ status: 412 });
});

test('writes: neither onto another patient, nor over or away with what belongs to another', async () => {
  const onto = observationText('Patient/other', { performer: [{ reference: 'Patient/own' }] });
  await expect(as().create({ type: 'Observation', text: onto })).rejects.toMatchObject({ status: 403 });
  await expect(as().create({ type: 'Observation', text: observationText('Patient/other') })).rejects.toMatchObject({
    status: 403,
  });
  const over = observationText('Patient/own', { id: otherObservation });
  await expect(as().update({ type: 'Observation', id: otherObservation, text: over })).rejects.toMatchObject({
    status: 404,
  });
  expect(await as().delete({ type: 'Observation', id: otherObservation })).toEqual({
    outcome: 'unchanged',
    issues: [],
  });
  const mine = await as().create({ type: 'Observation', text: observationText('Patient/own') });
  const id = mine.version?.id ?? '';
  const away = observationText('Patient/other', { id });
  await expect(as().update({ type: 'Observation', id, text: away })).rejects.toMatchObject({ status: 403 });
  await expect(world.as().read({ type: 'Observation', id: otherObservation })).resolves.toMatchObject({
    versionId: '1',
  });
});

test('a token narrowed to a patient binds a clinician as well', async () => {
  const launched = { ...clinician, patient: 'own', tokenScopes: ['patient/*.rs'] };
  await expect(world.as(launched).read({ type: 'Patient', id: 'other' })).rejects.toMatchObject({ status: 404 });
  expect(
    await world.as(launched).search({ types: ['Observation'], parameters: [['_id', otherObservation]] }),
  ).toMatchObject({ total: 0 });
});

test('a type without any scope is forbidden, and the refusal is audited', async () => {
  await expect(as().search({ types: ['Group'], parameters: [] })).rejects.toMatchObject({ status: 403 });
  const refusals = (await world.audited()).filter(({ kind }) => kind === 'refusal');
  expect(refusals.at(-1)).toMatchObject({ action: 'search-type', resources: ['Group'], detail: 'no-scope-search' });
});

test('no audit entry says that something of the other patient was disclosed', async () => {
  const entries = (await world.audited()).filter(({ agent }) => agent.id === 'user-own');
  const disclosed = entries.filter(({ kind }) => kind === 'access').flatMap(({ resources }) => resources);
  expect(disclosed.filter((one) => one.includes('Patient/other/') || one.includes(otherObservation))).toEqual([]);
});

test('what concerns two patients is read by both and changed by neither', async () => {
  const performer = [{ reference: 'Patient/own' }];
  const made = await world.as().create({ type: 'Observation', text: observationText('Patient/other', { performer }) });
  const { id = '', versionId } = made.version ?? {};
  await expect(as().read({ type: 'Observation', id })).resolves.toMatchObject({ id });
  await expect(as().delete({ type: 'Observation', id })).rejects.toMatchObject({ status: 403 });
  const text = observationText('Patient/own', { id });
  await expect(as().update({ type: 'Observation', id, text })).rejects.toMatchObject({ status: 403 });
  const transaction = bundleText('transaction', [writing('PUT', `Observation/${id}`, text)]);
  await expect(as().bundle({ text: transaction })).rejects.toMatchObject({ status: 403 });
  expect(await world.as().read({ type: 'Observation', id })).toMatchObject({ versionId });
  await world.as().delete({ type: 'Observation', id });
});

test('a further scope for other observations does not let what concerns two patients be written', async () => {
  const scopes = ['patient/*.cruds', 'user/Observation.cu?category=vital-signs'];
  const mixed = world.as(patientOf('own', scopes));
  const performer = [{ reference: 'Patient/own' }];
  const text = observationText('Patient/other', { performer });
  await expect(mixed.create({ type: 'Observation', text })).rejects.toMatchObject({ status: 403 });
  const category = [{ coding: [{ code: 'vital-signs' }] }];
  const vital = (more: object = {}) => observationText('Patient/other', { performer, category, ...more });
  const { version } = await mixed.create({ type: 'Observation', text: vital() });
  const key = { type: 'Observation', id: version?.id ?? '' };
  await expect(mixed.update({ ...key, text: vital({ id: key.id }) })).resolves.toMatchObject({ outcome: 'updated' });
  await world.as().update({ ...key, text: observationText('Patient/other', { performer, id: key.id }) });
  for (const next of [vital({ id: key.id }), observationText('Patient/own', { id: key.id })]) {
    await expect(mixed.update({ ...key, text: next })).rejects.toMatchObject({ status: 403 });
  }
  await world.as().delete(key);
});

test('what was filed under the wrong patient leaves with its correction, its old versions too', async () => {
  const clinical = world.as();
  const made = await clinical.create({ type: 'Observation', text: observationText('Patient/own') });
  const id = made.version?.id ?? '';
  await clinical.update({ type: 'Observation', id, text: observationText('Patient/other', { id }) });
  await expect(as().read({ type: 'Observation', id, versionId: '1' })).rejects.toMatchObject({ status: 404 });
  await expect(as().history({ type: 'Observation', id })).rejects.toMatchObject({ status: 404 });
  const ofType = await as().history({ type: 'Observation' });
  expect(ofType.versions.length).toBeGreaterThan(0);
  expect(ofType.versions.filter((version) => version.id === id)).toEqual([]);
  expect(ofType.total).toBe(ofType.versions.length);
  const all = await as().history({});
  expect(all.total).toBe(all.versions.length);
  expect((await as().history({ type: 'Observation', count: 1 })).total).toBeUndefined();
  expect((await clinical.history({ type: 'Observation', count: 1 })).total).toBeGreaterThan(1);
  await expect(clinical.read({ type: 'Observation', id, versionId: '1' })).resolves.toMatchObject({ versionId: '1' });
});
