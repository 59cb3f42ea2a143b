import { describe, expect, it } from 'vitest';
import { definition, element, holdAgainst } from './__fixtures__/hold-against.ts';

const patient = (identifier: readonly object[]) => ({ resourceType: 'Patient', identifier });
const slicing = (type: string, path: string, more: object = {}) => ({
  slicing: { discriminator: [{ type, path }], rules: 'open', ...more },
});
const system = (name: string) => element(`Patient.identifier:${name}.system`, { fixedUri: `urn:${name}` });
const identifiers = (more: object) => [
  definition('p', 'Patient', [
    element('Patient.identifier', slicing('value', 'system', more)),
    element('Patient.identifier:a', { min: 1, max: '1' }),
    system('a'),
    element('Patient.identifier:b', { max: '1' }),
    system('b'),
    element('Patient.identifier:b.value', { min: 1 }),
  ]),
];
const a = { system: 'urn:a' };
const b = { system: 'urn:b', value: '1' };
const c = { system: 'urn:c' };

describe('slices', () => {
  it('have their own cardinality and elements', async () => {
    const held = (...given: readonly object[]) => holdAgainst(identifiers({}), patient(given));
    expect(await held(c, b, a)).toEqual([]);
    expect(await held(b)).toEqual(['error required Patient.identifier']);
    expect(await held(a, a)).toEqual(['error invariant Patient.identifier[1]']);
    expect(await held(a, { system: 'urn:b' })).toEqual(['error required Patient.identifier[1].value']);
  });

  it('may be closed, closed until the end, or in order', async () => {
    const held = (more: object, ...given: readonly object[]) => holdAgainst(identifiers(more), patient(given));
    expect(await held({ rules: 'closed' }, a, b)).toEqual([]);
    expect(await held({ rules: 'closed' }, a, c)).toEqual(['error invariant Patient.identifier[1]']);
    expect(await held({ rules: 'openAtEnd' }, a, b, c)).toEqual([]);
    expect(await held({ rules: 'openAtEnd' }, a, c, b)).toEqual(['error invariant Patient.identifier[2]']);
    expect(await held({ ordered: true }, a, c, b)).toEqual([]);
    expect(await held({ ordered: true }, b, a)).toEqual(['error invariant Patient.identifier[1]']);
  });

  it('may be sliced again', async () => {
    const [first] = identifiers({});
    const elements = [
      ...(first?.differential.element ?? []),
      element('Patient.identifier:c', slicing('value', 'use')),
      system('c'),
      { ...element('Patient.identifier:c/usual', { max: '1' }), sliceName: 'c/usual' },
      element('Patient.identifier:c/usual.use', { fixedCode: 'usual' }),
      element('Patient.identifier:c/usual.value', { min: 1 }),
    ];
    const held = (...given: readonly object[]) =>
      holdAgainst([definition('p', 'Patient', elements)], patient([a, ...given]));
    expect(await held(c, { ...c, use: 'usual', value: '1' })).toEqual([]);
    expect(await held({ ...c, use: 'usual' })).toEqual(['error required Patient.identifier[1].value']);
    const usual = { ...c, use: 'usual', value: '1' };
    expect(await held(usual, usual)).toEqual(['error invariant Patient.identifier[2]']);
    expect(await held({ ...a, use: 'usual' })).toEqual(['error invariant Patient.identifier[1]']);
  });
});

describe('slices are told apart', () => {
  const observation = (members: object) => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    ...members,
  });

  it('by a pattern, and by a pattern above the path', async () => {
    for (const path of ['code', 'code.coding.code']) {
      const profile = [
        definition('o', 'Observation', [
          element('Observation.component', slicing('pattern', path)),
          element('Observation.component:low', { min: 1 }),
          element('Observation.component:low.code', { patternCodeableConcept: { coding: [{ code: 'low' }] } }),
          element('Observation.component:low.value[x]', { min: 1 }),
        ]),
      ];
      const low = { code: { coding: [{ code: 'low', display: 'Low' }] } };
      expect(await holdAgainst(profile, observation({ component: [{ code: { text: 'y' } }] }))).toEqual([
        'error required Observation.component',
      ]);
      expect(await holdAgainst(profile, observation({ component: [low] }))).toEqual([
        'error required Observation.component[0].value',
      ]);
    }
  });

  it('by type', async () => {
    const profile = [
      definition('o', 'Observation', [
        element('Observation.value[x]', slicing('type', '$this', { rules: 'closed' })),
        element('Observation.value[x]:valueQuantity', { type: [{ code: 'Quantity' }] }),
        element('Observation.value[x]:valueQuantity.code', { min: 1 }),
      ]),
    ];
    expect(await holdAgainst(profile, observation({ valueString: 'a' }))).toEqual([
      'error invariant Observation.value',
    ]);
    expect(await holdAgainst(profile, observation({ valueQuantity: { value: 1 } }))).toEqual([
      'error required Observation.value.code',
    ]);
  });

  it('by whether something exists', async () => {
    const profile = [
      definition('p', 'Patient', [
        element('Patient.identifier', slicing('exists', 'period')),
        element('Patient.identifier:past', { max: '1' }),
        element('Patient.identifier:past.period', { min: 1 }),
        element('Patient.identifier:now', { max: '1' }),
        element('Patient.identifier:now.period', { max: '0' }),
      ]),
    ];
    const past = { period: { end: '2000' } };
    expect(await holdAgainst(profile, patient([past, a]))).toEqual([]);
    expect(await holdAgainst(profile, patient([past, a, past, a]))).toEqual([
      'error invariant Patient.identifier[2]',
      'error invariant Patient.identifier[3]',
    ]);
  });

  it('by the type and the profile of what a reference means', async () => {
    const organization = definition('org', 'Organization', [element('Organization.name', { min: 1 })]);
    const target = (url: string) => ({ type: [{ code: 'Reference', targetProfile: [url] }] });
    const profile = (type: string, url: string) => [
      definition('p', 'Patient', [
        element('Patient.generalPractitioner', slicing(type, 'resolve()')),
        element('Patient.generalPractitioner:org', { max: '1', ...target(url) }),
      ]),
      organization,
    ];
    const referring = (...reference: readonly string[]) => ({
      resourceType: 'Patient',
      contained: [
        { resourceType: 'Organization', id: 'a', name: 'x' },
        { resourceType: 'Organization', id: 'b', identifier: [{ value: '1' }] },
      ],
      generalPractitioner: reference.map((one) => ({ reference: one })),
    });
    const core = 'http://hl7.org/fhir/StructureDefinition/Organization';
    expect(await holdAgainst(profile('type', core), referring('#a', 'Practitioner/1', '#b'))).toEqual([
      'error invariant Patient.generalPractitioner[2]',
    ]);
    expect(await holdAgainst(profile('profile', organization.url), referring('#a', '#b'))).toEqual([]);
    expect(await holdAgainst(profile('profile', organization.url), referring('#a', '#b', '#a'))).toEqual([
      'error invariant Patient.generalPractitioner[2]',
    ]);
  });
});
