import { describe, expect, it } from 'vitest';
import { parseResource } from '../json/parsed-resource.ts';
import { definition, element, holdAgainst } from './__fixtures__/hold-against.ts';
import { createProfileSet } from './profile-set.ts';

const patient = (members: object = {}) => ({ resourceType: 'Patient', ...members });
const observation = (members: object) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...members,
});
const onPatient = (...elements: readonly object[]) => [definition('p', 'Patient', elements)];

describe('a profile says of an element', () => {
  it('how often it is there', async () => {
    const profile = onPatient(
      element('Patient.birthDate', { min: 1 }),
      element('Patient.name', { min: 1, max: '1' }),
      element('Patient.photo', { max: '0' }),
    );
    expect(await holdAgainst(profile, patient())).toEqual([
      'error required Patient.birthDate',
      'error required Patient.name',
    ]);
    const name = [{ family: 'a' }, { family: 'b' }];
    expect(await holdAgainst(profile, patient({ birthDate: '2000', name, photo: [{ title: 'x' }] }))).toEqual([
      'error invariant Patient.name[1]',
      'error invariant Patient.photo[0]',
    ]);
    expect(await holdAgainst(profile, patient({ _birthDate: unknown, name: [name[0]] }))).toEqual([]);
  });

  it('its fixed value and pattern, to the letter', async () => {
    const profile = onPatient(
      element('Patient.gender', { fixedCode: 'male' }),
      element('Patient.maritalStatus', { patternCodeableConcept: { coding: [{ system: 's', code: 'm' }] } }),
      element('Patient.managingOrganization', { fixedReference: { display: 'x' } }),
    );
    const maritalStatus = { coding: [{ code: 'other' }, { system: 's', code: 'm', display: 'M' }] };
    expect(await holdAgainst(profile, patient({ gender: 'male', maritalStatus }))).toEqual([]);
    const other = { gender: 'female', maritalStatus: { coding: [{ system: 's' }, { code: 'm' }] } };
    const managingOrganization = { display: 'x', type: 'Organization' };
    expect(await holdAgainst(profile, patient({ ...other, managingOrganization }))).toEqual([
      'error value Patient.gender',
      'error value Patient.maritalStatus',
      'error value Patient.managingOrganization',
    ]);
  });

  it('which types a choice has left, by the long way and the short', async () => {
    const narrow = [
      definition('o', 'Observation', [element('Observation.value[x]', { type: [{ code: 'Quantity' }] })]),
    ];
    expect(await holdAgainst(narrow, observation({ valueQuantity: { value: 1 } }))).toEqual([]);
    expect(await holdAgainst(narrow, observation({ valueString: 'a' }))).toEqual(['error value Observation.value']);
    const unit = [definition('o', 'Observation', [element('Observation.valueQuantity.unit', { min: 1 })])];
    expect(await holdAgainst(unit, observation({ valueString: 'a' }))).toEqual([]);
    expect(await holdAgainst(unit, observation({ valueQuantity: { value: 1 } }))).toEqual([
      'error required Observation.value.unit',
    ]);
  });

  it('how long it may be, and between what', async () => {
    const profile = [
      definition('o', 'Observation', [
        element('Observation.valueInteger', { minValueInteger: 1, maxValueInteger: 3 }),
        element('Observation.code.text', { maxLength: 2 }),
        element('Observation.effectiveDateTime', { minValueDateTime: '2020-01-02' }),
      ]),
    ];
    const given = (valueInteger: number, text: string, effectiveDateTime: string) =>
      holdAgainst(profile, observation({ valueInteger, code: { text }, effectiveDateTime }));
    expect(await given(3, 'ab', '2020')).toEqual([]);
    expect(await given(3, '𝒜🏥', '2021')).toEqual([]);
    expect(await given(3, '𝒜🏥a', '2021')).toEqual(['error value Observation.code.text']);
    expect(await given(4, 'abc', '2020-01-01')).toEqual([
      'error value Observation.value',
      'error value Observation.code.text',
      'error value Observation.effective',
    ]);
    expect(await given(0, 'a', '2021')).toEqual(['error value Observation.value']);
  });

  it('what else must hold, also in FHIRPath that only the general engine knows', async () => {
    const rule = (expression: string, severity = 'error') =>
      onPatient(element('Patient', { constraint: [{ key: 'x-1', severity, human: 'It holds', expression }] }));
    expect(await holdAgainst(rule('name.exists()'), patient())).toEqual(['error invariant Patient']);
    expect(await holdAgainst(rule('name.exists()'), patient({ name: [{ text: 'a' }] }))).toEqual([]);
    expect(await holdAgainst(rule("1 'cm' = 10 'mm' and name.exists()"), patient())).toEqual([
      'error invariant Patient',
    ]);
    expect(await holdAgainst(rule('active.exists()', 'warning'), patient({ name: [{ text: 'a' }] }))).toEqual([]);
  });
});

const unknown = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};

describe('profiles refer to each other:', () => {
  it('one builds on another, and says more', async () => {
    const base = definition('base', 'Patient', [
      element('Patient.identifier', { slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' } }),
      element('Patient.identifier:a', { max: '1' }),
      element('Patient.identifier:a.system', { fixedUri: 'urn:a' }),
    ]);
    const more = { baseDefinition: base.url };
    const derived = definition('derived', 'Patient', [element('Patient.identifier:a', { min: 1 })], more);
    expect(await holdAgainst([derived, base], patient({ identifier: [{ system: 'urn:b' }] }))).toEqual([
      'error required Patient.identifier',
    ]);
    const twice = patient({ identifier: [{ system: 'urn:a' }, { system: 'urn:a' }] });
    expect(await holdAgainst([derived, base], twice)).toEqual(['error invariant Patient.identifier[1]']);
  });

  it('the type of an element has a profile of its own', async () => {
    const name = definition('name', 'HumanName', [element('HumanName.family', { min: 1 })], { kind: 'complex-type' });
    const profile = definition('p', 'Patient', [
      element('Patient.name', { type: [{ code: 'HumanName', profile: [name.url] }] }),
    ]);
    expect(await holdAgainst([profile, name], patient({ name: [{ family: 'a' }, { text: 'b' }] }))).toEqual([
      'error required Patient.name[1].family',
    ]);
  });

  it('the target of a reference, where it is at hand', async () => {
    const organization = definition('org', 'Organization', [element('Organization.name', { min: 1 })]);
    const profile = definition('p', 'Patient', [
      element('Patient.managingOrganization', { type: [{ code: 'Reference', targetProfile: [organization.url] }] }),
      element('Patient.generalPractitioner', {
        type: [{ code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Practitioner'] }],
      }),
    ]);
    const held = (resource: object) => holdAgainst([profile, organization], resource);
    const contained = (one: object) =>
      patient({
        contained: [{ resourceType: 'Organization', id: 'o', ...one }],
        managingOrganization: { reference: '#o' },
      });
    expect(await held(contained({ name: 'a' }))).toEqual([]);
    expect(await held(contained({ identifier: [{ value: '1' }] }))).toEqual([
      'error invariant Patient.managingOrganization',
    ]);
    expect(await held(patient({ generalPractitioner: [{ reference: 'Organization/1' }] }))).toEqual([
      'error value Patient.generalPractitioner[0]',
    ]);
  });

  it('where the target of a reference is', async () => {
    const reference = { code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Patient'] };
    const aggregated = (...aggregation: readonly string[]) =>
      definition('o', 'Observation', [element('Observation.subject', { type: [{ ...reference, aggregation }] })]);
    const contained = observation({
      contained: [{ resourceType: 'Patient', id: 'a' }],
      subject: { reference: '#a' },
    });
    const elsewhere = observation({ subject: { reference: 'Patient/a' } });
    const refused = ['error value Observation.subject'];
    expect(await holdAgainst([aggregated('contained')], contained)).toEqual([]);
    expect(await holdAgainst([aggregated('contained')], elsewhere)).toEqual(refused);
    expect(await holdAgainst([aggregated('referenced')], contained)).toEqual(refused);
    expect(await holdAgainst([aggregated('referenced')], elsewhere)).toEqual([]);
    expect(await holdAgainst([aggregated('contained', 'referenced')], contained)).toEqual([]);
    expect(await holdAgainst([aggregated('bundled')], contained)).toEqual(refused);

    const bundle = definition('b', 'Bundle', [
      element('Bundle.entry.resource', { type: [{ code: 'Observation', profile: ['https://example.org/o'] }] }),
    ]);
    const focused = definition('o', 'Observation', [
      element('Observation.focus', { type: [{ code: 'Reference', aggregation: ['bundled'] }] }),
    ]);
    const focusing = (reference: string) => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { fullUrl: 'http://a/Observation/o', resource: observation({ id: 'o', focus: [{ reference }] }) },
        { fullUrl: 'http://a/Observation/p', resource: observation({ id: 'p' }) },
      ],
    });
    expect(await holdAgainst([bundle, focused], focusing('Observation/p'))).toEqual([]);
    expect(await holdAgainst([bundle, focused], focusing('Observation/q'))).toEqual([
      'error value Bundle.entry[0].resource.focus[0]',
    ]);
  });

  it('in a circle without end', async () => {
    const self = definition('p', 'Patient', [
      element('Patient.link.other', { type: [{ code: 'Reference', targetProfile: ['https://example.org/p'] }] }),
      element('Patient.active', { min: 1 }),
    ]);
    const link = (url: string) => [{ type: 'seealso', other: { reference: url } }];
    const entry = (id: string, other: string, more: object = {}) => ({
      fullUrl: `urn:uuid:0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a${id}`,
      resource: patient({
        meta: { profile: [self.url] },
        ...more,
        link: link(`urn:uuid:0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a${other}`),
      }),
    });
    const bundle = (more: object) => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [entry('01', '02', { active: true }), entry('02', '01', more)],
    });
    const bundles = definition('b', 'Bundle', []);
    expect(
      await holdAgainst([{ ...bundles, snapshot: { element: [element('Bundle')] } }, self], bundle({ active: true })),
    ).toEqual([]);
    expect(await holdAgainst([{ ...bundles, snapshot: { element: [element('Bundle')] } }, self], bundle({}))).toEqual([
      'error invariant Bundle.entry[0].resource.link[0].other',
      'error required Bundle.entry[1].resource.active',
    ]);
  });

  it('what it says of an item holds for items within items', async () => {
    const profile = [definition('q', 'Questionnaire', [element('Questionnaire.item.text', { min: 1 })])];
    const item = [{ linkId: '1', type: 'group', text: 'a', item: [{ linkId: '2', type: 'string' }] }];
    expect(await holdAgainst(profile, { resourceType: 'Questionnaire', status: 'draft', item })).toEqual([
      'error required Questionnaire.item[0].item[0].text',
    ]);
  });
});

describe('a profile set', () => {
  const problemsOf = async (...definitions: readonly object[]) => {
    const set = await createProfileSet(definitions.map((one) => parseResource(JSON.stringify(one)).resource));
    return set.problems();
  };

  it('tells what cannot be used, and why', async () => {
    const problems = await problemsOf(
      definition('a', 'Patient', [element('Patient.active')], { baseDefinition: 'https://example.org/missing' }),
      definition('b', 'Thing', [element('Thing')], { kind: 'logical' }),
      definition('c', 'Patient', [
        element('Patient.nonsense', { min: 1 }),
        element('Patient.identifier:x', { min: 1 }),
        element('Patient.gender', { binding: { strength: 'required', valueSet: 'https://example.org/vs' } }),
        element('Patient', { constraint: [{ key: 'x-1', severity: 'error', human: 'a', expression: '((' }] }),
      ]),
    );
    expect(problems.map(({ url, unusable }) => `${url.slice(20)} ${unusable}`)).toEqual([
      'b true',
      'a true',
      ...Array(4).fill('c false'),
    ]);
  });

  it('reads a snapshot where there is no differential, without its bases', async () => {
    const { differential, ...rest } = definition(
      'p',
      'Patient',
      [element('Patient'), element('Patient.name', { min: 1 })],
      {
        baseDefinition: 'https://example.org/elsewhere',
      },
    );
    expect(await holdAgainst([{ ...rest, snapshot: differential }], patient({ active: true }))).toEqual([
      'error required Patient.name',
    ]);
  });

  it('finds a profile by its version, or by none', async () => {
    const set = await createProfileSet([
      parseResource(JSON.stringify(definition('p', 'Patient', [element('Patient')], { version: '1.0' }))).resource,
    ]);
    expect(set.find('https://example.org/p|1.0')).toBeDefined();
    expect(set.find('https://example.org/p')).toBeDefined();
    expect(set.find('https://example.org/p|2.0')).toBeUndefined();
    expect(set.find('http://hl7.org/fhir/StructureDefinition/bp')).toMatchObject({ isOwn: true });
    expect(set.profilesOf('Patient')).toEqual(['https://example.org/p']);
  });
});
