import { describe, expect, test } from 'vitest';
import { resourceTypes } from '../structure/resource-types.ts';
import { indexResource } from './index-resource.ts';
import { parseSearch } from './query/parse-search.ts';
import {
  includableReferences,
  revincludableReferences,
  searchParametersForMetadata,
} from './search-parameters-for-metadata.ts';
import { createSearchRegistry, searchRegistry } from './search-registry.ts';

describe('searchRegistry', () => {
  test('holds the parameters of every R4 type', () => {
    const count = [...resourceTypes].reduce((sum, type) => sum + searchRegistry.parametersOf(type).length, 0);
    expect(count).toBeGreaterThan(2000);
    expect(searchRegistry.parameter('Patient', 'birthdate')).toMatchObject({
      type: 'date',
      expression: 'Patient.birthDate',
    });
    expect(
      searchRegistry.parameter('Observation', 'code-value-quantity')?.components.map((one) => one.parameter.name),
    ).toEqual(['code', 'value-quantity']);
    expect(searchRegistry.parametersOf('Nothing')).toEqual([]);
    expect(searchRegistry.parameter('Patient', 'toString')).toBeUndefined();
  });

  test('every composite of R4 knows its components', () => {
    for (const type of resourceTypes) {
      for (const parameter of searchRegistry.parametersOf(type)) {
        if (parameter.type === 'composite')
          expect(parameter.components.length, `${type} ${parameter.name}`).toBeGreaterThan(1);
      }
    }
  });

  test('takes further parameters, which are indexed and searched', () => {
    const registry = createSearchRegistry({
      additional: [
        {
          code: 'birthplace',
          url: 'http://example.org/SearchParameter/birthplace',
          type: 'string',
          base: ['Patient'],
          expression: "Patient.extension('http://hl7.org/fhir/StructureDefinition/patient-birthPlace').value.city",
        },
      ],
    });
    const url = 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace';
    const resource = { resourceType: 'Patient', extension: [{ url, valueAddress: { city: 'Leeds' } }] };
    expect(indexResource({ type: 'Patient', resource, registry }).entries).toContainEqual({
      kind: 'string',
      parameter: 'birthplace',
      value: 'leeds',
      exact: 'Leeds',
    });
    expect(parseSearch({ type: 'Patient', parameters: [['birthplace', 'le']], now: 0, registry }).unknown).toEqual([]);
    expect(searchRegistry.parameter('Patient', 'birthplace')).toBeUndefined();
  });

  test.each([
    [{ expression: 'Patient.' }, /lacks a name/],
    [{ expression: "Patient.name.memberOf('x')" }, /not supported/],
    [{ base: ['Human'] }, /resource types/],
    [{ code: 'a:b' }, /begins with a letter/],
  ])('refuses a definition that cannot be indexed: %j', (change, message) => {
    const url = 'http://example.org/SearchParameter/x';
    const definition = {
      code: 'x',
      url,
      type: 'string' as const,
      base: ['Patient'],
      expression: 'Patient.name',
      ...change,
    };
    expect(() => createSearchRegistry({ additional: [definition] })).toThrow(message);
  });

  test.each(['InsurancePlan', 'Organization', 'Patient', 'Person', 'Practitioner', 'RelatedPerson'])(
    'has no phonetic of %s: it would have to find what sounds alike, and would find what is written alike',
    (type) => {
      expect(createSearchRegistry().parameter(type, 'phonetic')).toBeUndefined();
      expect(searchParametersForMetadata(type).searchParam.map(({ name }) => name)).not.toContain('phonetic');
    },
  );

  test('says what a CapabilityStatement lists', () => {
    const { searchParam, searchInclude } = searchParametersForMetadata('Location');
    expect(searchParam).toContainEqual({
      name: 'address',
      definition: 'http://hl7.org/fhir/SearchParameter/Location-address',
      type: 'string',
    });
    expect(searchParam).toContainEqual(expect.objectContaining({ name: 'near', type: 'special' }));
    expect(searchInclude).toEqual(['Location:endpoint', 'Location:organization', 'Location:partof']);
    expect(includableReferences('Slot')).toEqual(['schedule']);
    expect(revincludableReferences('Slot', ['Appointment', 'Slot'])).toEqual([
      'Appointment:slot',
      'Appointment:supporting-info',
    ]);
  });
});
