import { expect, test } from 'vitest';
import { applyPatch, type Patched } from './apply-patch.ts';
import { readJsonPatch } from './json-patch.ts';
import { patchFaultOf } from './patch-fault.ts';

const text = (words: string, status = 'generated') => ({ status, div: `<div>${words}</div>` });
const organisation = (name: string, more: object = {}) => ({
  resourceType: 'Organization',
  id: 'o',
  text: text(`Organisation ${name}`),
  name,
  ...more,
});
const practitioner = { resourceType: 'Practitioner', id: 'p', text: text('Practitioner'), active: true };
const patient = (more: object = {}) => ({
  resourceType: 'Patient',
  id: 'a',
  text: text('Patient'),
  contained: [organisation('A'), practitioner],
  gender: 'female',
  ...more,
});

function patched(resource: object, ...operations: readonly object[]): Patched {
  return applyPatch(JSON.stringify(resource), readJsonPatch(JSON.stringify(operations)), {
    now: 0,
    visits: 1_000_000,
  });
}

const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });

test('of a contained resource whose data change, its own narrative goes and that around it', () => {
  const { narrativesRemoved, text: left } = patched(patient(), replace('/contained/0/name', 'B'));
  expect(narrativesRemoved).toEqual(['Patient.text', 'Patient.contained[0].text']);
  const { text: _own, ...data } = organisation('B');
  expect(JSON.parse(left)).toEqual({ ...patient({ contained: [data, practitioner] }), text: undefined });
});

test('where the resource around it changes alone, a contained one keeps its narrative', () => {
  expect(patched(patient(), replace('/gender', 'male')).narrativesRemoved).toEqual(['Patient.text']);
});

test('a contained narrative is no data of the resource around it', () => {
  const { narrativesRemoved } = patched(patient(), replace('/contained/0/text/div', '<div>Other words</div>'));
  expect(narrativesRemoved).toEqual([]);
});

test('it is the same resource wherever it is moved to, and one in its place with its name', () => {
  const move = { op: 'move', from: '/contained/0', path: '/contained/1' };
  const moved = patched(patient(), move, replace('/contained/1/name', 'B'));
  expect(moved.narrativesRemoved).toEqual(['Patient.text', 'Patient.contained[1].text']);
  const stale = { ...organisation('B'), text: text('Organisation A') };
  const inPlace = patched(patient(), replace('/contained/0', stale));
  expect(inPlace.narrativesRemoved).toEqual(['Patient.text', 'Patient.contained[0].text']);
  const whole = patched(patient(), replace('', patient({ gender: 'male' })));
  expect(whole.narrativesRemoved).toEqual(['Patient.text']);
});

test('what is new comes with its author’s words', () => {
  const { narrativesRemoved } = patched(
    patient(),
    { op: 'add', path: '/contained/-', value: organisation('C', { id: 'c' }) },
    replace('/text/div', '<div>Patient with three</div>'),
  );
  expect(narrativesRemoved).toEqual([]);
});

test('resources in entries of a Bundle have narratives of their own', () => {
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient() }] };
  const { narrativesRemoved } = patched(bundle, replace('/entry/0/resource/gender', 'male'));
  expect(narrativesRemoved).toEqual(['Bundle.entry[0].resource.text']);
});

test('only new words are an author’s word: another status beside the old ones is none', () => {
  const male = replace('/gender', 'male');
  expect(patched(patient(), male, replace('/text/div', '<div>Male</div>')).narrativesRemoved).toEqual([]);
  expect(patched(patient(), male, replace('/text/status', 'extensions')).narrativesRemoved).toEqual(['Patient.text']);
  expect(patched(patient(), male, replace('/text/status', 'empty')).narrativesRemoved).toEqual(['Patient.text']);
  const empty = patient({ text: text('', 'empty') });
  expect(patched(empty, male).narrativesRemoved).toEqual([]);
});

test('one that says more than the data refuses the patch, wherever it stands', () => {
  const contained = [organisation('A', { text: text('Closed on Sundays', 'additional') })];
  const refused = () => patched(patient({ contained }), replace('/contained/0/name', 'B'));
  expect(refused).toThrow('The narrative (Patient.contained[0].text) says more than the data');
  try {
    refused();
  } catch (error) {
    expect(patchFaultOf(error)).toBe('unprocessable');
  }
});

test('to the digit', () => {
  const observation =
    '{"resourceType":"Observation","text":{"status":"generated","div":"<div>1.0</div>"},"valueQuantity":{"value":1.0}}';
  const change = readJsonPatch('[{"op":"replace","path":"/valueQuantity/value","value":1.00}]');
  const same = readJsonPatch('[{"op":"replace","path":"/valueQuantity/value","value":1.0}]');
  const options = { now: 0, visits: 100 };
  expect(applyPatch(observation, change, options).narrativesRemoved).toEqual(['Observation.text']);
  expect(applyPatch(observation, same, options).narrativesRemoved).toEqual([]);
});
