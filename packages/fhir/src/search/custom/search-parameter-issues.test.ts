import { describe, expect, test } from 'vitest';
import { createSearchRegistry } from '../search-registry.ts';
import { searchParameterDefinition } from './search-parameter-definition.ts';
import { searchParameterIssues } from './search-parameter-issues.ts';

const birthplace = {
  resourceType: 'SearchParameter',
  url: 'http://example.org/SearchParameter/birthplace',
  name: 'birthplace',
  status: 'active',
  description: 'Town of birth',
  code: 'birthplace',
  base: ['Patient'],
  type: 'string',
  expression: "Patient.extension('http://hl7.org/fhir/StructureDefinition/patient-birthPlace').value.city",
};

const said = (change: object, registry = createSearchRegistry()) =>
  searchParameterIssues({ ...birthplace, ...change }, registry).map((one) => `${one.expression}: ${one.diagnostics}`);

describe('searchParameterIssues', () => {
  test('has nothing against what can be indexed', () => {
    expect(said({})).toEqual([]);
    expect(searchParameterDefinition({ ...birthplace, xpathUsage: 'normal' })).toBeDefined();
    expect(
      said({ base: ['DomainResource'], code: 'comment', expression: "extension('http://example.org/x').value" }),
    ).toEqual([]);
    expect(said({ base: ['Patient', 'Person'], expression: 'Patient.name.family | Person.name.family' })).toEqual([]);
  });

  test.each([
    ['a draft', { status: 'draft', code: 'a:b' }],
    ['a retired one', { status: 'retired', code: 'name' }],
    ['one in words only', { expression: undefined, code: 'name' }],
    ['one by the sound of names', { xpathUsage: 'phonetic', code: 'sound' }],
    ['one by a distance', { xpathUsage: 'distance', code: 'far' }],
    ['one of R4 given again', { code: 'birthdate', url: 'http://hl7.org/fhir/SearchParameter/individual-birthdate' }],
  ])('%s takes no effect, and so is not judged', (_, change) => {
    expect(said(change)).toEqual([]);
    expect(searchParameterDefinition({ ...birthplace, ...change })).toBeUndefined();
  });

  test.each([
    ['SearchParameter.code', /begins with a letter/, { code: 'a:b' }],
    ['SearchParameter.code', /begins with a letter/, { code: '_mine' }],
    ['SearchParameter.base', /resource types of R4/, { base: ['Human'] }],
    ['SearchParameter.type', /no values/, { type: 'special' }],
    ['SearchParameter.target', /not a resource type/, { type: 'reference', target: ['Human'] }],
    ['SearchParameter.expression', /is not FHIRPath/, { expression: 'Patient.' }],
    ['SearchParameter.expression', /not supported/, { expression: "Patient.name.memberOf('x')" }],
    [
      'SearchParameter.expression',
      /regular expressions/,
      { expression: "Patient.name.where(family.matches('(a+)+b'))" },
    ],
    [
      'SearchParameter.expression',
      /walks through everything/,
      { expression: 'Patient.descendants().descendants().where($this is string)' },
    ],
    ['SearchParameter.expression', /walks through everything/, { expression: 'Patient.repeat(contact).name.family' }],
    ['SearchParameter.expression', /other resources/, { expression: 'Patient.managingOrganization.resolve().name' }],
    ['SearchParameter.expression', /longer than/, { expression: `Patient.name${' '.repeat(4000)}` }],
    ['SearchParameter.expression', /finds nothing in Patient/, { expression: 'Patient.birthDate', type: 'quantity' }],
    ['SearchParameter.expression', /finds nothing in Patient/, { expression: 'Observation.code.text' }],
    [
      'SearchParameter.expression',
      /finds nothing in Person/,
      { base: ['Patient', 'Person'], expression: 'Patient.name.family' },
    ],
    ['SearchParameter.code', /Patient has a search parameter with this code/, { code: 'family' }],
    [
      'SearchParameter.code',
      /has a search parameter with this code/,
      { base: ['Resource'], code: 'code', expression: 'Resource.id', type: 'token' },
    ],
  ])('names the element at fault: %s, %s', (element, message, change) => {
    expect(said(change)).toEqual([expect.stringMatching(message)]);
    expect(said(change)[0]).toMatch(new RegExp(`^${element}: `));
  });

  test('refuses a code that another added parameter has', () => {
    const definition = searchParameterDefinition(birthplace);
    if (definition === undefined) throw new Error('no definition');
    const registry = createSearchRegistry({ additional: [definition] });
    expect(said({ url: 'http://example.org/other' }, registry)).toEqual([
      expect.stringMatching(/has a search parameter with this code/),
    ]);
    expect(said({ base: ['Practitioner'], expression: 'Practitioner.name.family' }, registry)).toEqual([]);
  });

  describe('composite', () => {
    const composite = {
      code: 'reaction-severity',
      base: ['AllergyIntolerance'],
      type: 'composite',
      expression: 'AllergyIntolerance.reaction',
      component: [
        {
          definition: 'http://hl7.org/fhir/SearchParameter/AllergyIntolerance-manifestation',
          expression: 'manifestation',
        },
        { definition: 'http://hl7.org/fhir/SearchParameter/AllergyIntolerance-severity', expression: 'severity' },
      ],
    };

    test('is made of parameters that are there', () => {
      expect(said(composite)).toEqual([]);
      expect(said({ ...composite, component: composite.component.slice(1) })).toEqual([
        expect.stringMatching(/two components/),
      ]);
      const unknown = { definition: 'http://example.org/none', expression: 'x' };
      expect(said({ ...composite, component: [composite.component[0], unknown] })).toEqual([
        expect.stringMatching(/takes effect already/),
      ]);
      expect(said({ ...composite, expression: 'AllergyIntolerance.reaction.skip(1)' })).toEqual([
        expect.stringMatching(/plain path/),
      ]);
    });

    test('may not upset the numbering of another composite', () => {
      const within = {
        base: ['Observation'],
        expression: 'Observation.component.code.coding',
        component: [
          { definition: 'http://hl7.org/fhir/SearchParameter/clinical-code', expression: 'code' },
          { definition: 'http://hl7.org/fhir/SearchParameter/Observation-component-code', expression: 'code' },
        ],
      };
      expect(said({ ...composite, ...within })).toEqual([expect.stringMatching(/lies within, or around/)]);
    });
  });
});
