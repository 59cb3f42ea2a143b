import { expect, it } from 'vitest';
import { locateElement } from './locate-element.ts';

const text = `{
  "resourceType": "Patient",
  "name": [
    { "family": "a" },
    { "given": ["b", "c"] }
  ],
  "_birthDate": { "id": "x" },
  "deceasedBoolean": true
}`;

it.each([
  ['Patient', 1, 1],
  ['Patient.name', 3, 3],
  ['Patient.name[1]', 5, 5],
  ['Patient.name[1].given[1]', 5, 22],
  ['Patient.name[0].use', 4, 5],
  ['Patient.birthDate', 7, 3],
  ['Patient.deceased', 8, 3],
  ['Patient.contact[0].name', 1, 1],
])('%s', (expression, line, column) => {
  expect(locateElement(text, expression)).toEqual({ line, column });
});
