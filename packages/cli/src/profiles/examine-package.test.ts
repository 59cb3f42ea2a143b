import { parseResource } from '@baseplate-epr/fhir';
import { expect, test } from 'vitest';
import { examinePackage } from './examine-package.ts';
import type { FhirPackage } from './read-package.ts';

function definition(name: string, more: object = {}): object {
  return {
    resourceType: 'StructureDefinition',
    url: `https://example.org/${name}`,
    name: 'Example',
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    differential: { element: [{ id: 'Patient', path: 'Patient' }] },
    ...more,
  };
}

function packageOf(definitions: Readonly<Record<string, object>>): FhirPackage {
  return {
    name: 'example',
    version: '1',
    definitions: Object.entries(definitions).map(([file, one]) => ({
      file,
      parsed: parseResource(JSON.stringify(one)),
    })),
    unreadable: [{ file: 'broken.json', reason: 'It is broken.' }],
    passedOver: 0,
  };
}

test('tells what cannot be used, and keeps the rest', async () => {
  const { usable, refused, unchecked } = await examinePackage(
    packageOf({
      'good.json': definition('good'),
      'twice.json': definition('good'),
      'invalid.json': definition('invalid', { status: 'maybe' }),
      'orphan.json': definition('orphan', { baseDefinition: 'https://example.org/elsewhere' }),
      'odd.json': definition('odd', {
        differential: { element: [{ id: 'Patient.odd', path: 'Patient.odd', min: 1 }] },
      }),
    }),
    [],
  );
  expect(usable.map(({ file }) => file)).toEqual(['good.json', 'odd.json']);
  expect(refused.map((line) => line.split(':')[0])).toEqual(['broken.json', 'twice.json', 'invalid.json', 'https']);
  expect(refused.at(-1)).toContain('which is not here');
  expect(unchecked).toEqual([expect.stringContaining('Patient.odd')]);
});

test('profiles may build on those of packages that are installed', async () => {
  const other = parseResource(JSON.stringify(definition('elsewhere'))).resource;
  const { refused } = await examinePackage(
    packageOf({ 'orphan.json': definition('orphan', { baseDefinition: 'https://example.org/elsewhere' }) }),
    [other],
  );
  expect(refused).toEqual(['broken.json: It is broken.']);
});
