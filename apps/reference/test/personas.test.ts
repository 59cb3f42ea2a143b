import { fixedStories, staff } from '@baseplate-epr/synthetic-population';
import { expect, test } from 'vitest';
import { personas } from '../personas.ts';

test('every persona that stands for somebody is in the population', () => {
  const known = new Set([
    ...staff.map(({ reference }) => reference),
    ...fixedStories.map(({ patientId }) => `Patient/${patientId}`),
  ]);
  const named = personas.flatMap(({ fhirUser }) => (fhirUser === undefined ? [] : [fhirUser]));
  expect(named).toHaveLength(4);
  expect(named.filter((reference) => !known.has(reference))).toEqual([]);
});

test('there is a persona for every kind of user', () => {
  expect(personas.map(({ role }) => role).sort()).toEqual([
    'administrator',
    'clerk',
    'consultant',
    'general-practitioner',
    'patient',
    'ward-nurse',
  ]);
});
