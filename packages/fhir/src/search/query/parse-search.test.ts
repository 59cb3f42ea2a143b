import { isBaseplateError } from '@baseplate-epr/contracts';
import { describe, expect, test } from 'vitest';
import { baseUrl, finds, now } from '../__fixtures__/finds.ts';
import { parseSearch } from './parse-search.ts';

function parse(type: string | undefined, query: string, types?: readonly string[]) {
  const parameters = [...new URLSearchParams(query)];
  return parseSearch({ ...(type ? { type } : {}), ...(types ? { types } : {}), parameters, now, baseUrl });
}

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  active: true,
  gender: 'female',
  birthDate: '1970-03-30',
  name: [{ family: 'Núñez', given: ['Ana María'] }],
  identifier: [
    {
      system: 'http://acme.org/patient',
      value: '2345',
      type: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }],
        text: 'Medical record',
      },
    },
    { value: 'a|b,c' },
  ],
  generalPractitioner: [{ reference: 'Practitioner/9' }, { identifier: { system: 'urn:x', value: 'G1' } }],
  telecom: [{ system: 'email', value: 'Ana@example.org' }],
  meta: { profile: ['http://example.org/p|1'], tag: [{ system: 'urn:t', code: 'A' }], source: 'urn:s' },
};

const quantity = (value: number) => ({ value, system: 'http://unitsofmeasure.org', code: 'mm[Hg]', unit: 'mmHg' });
const part = (code: string, value: number) => ({
  code: { coding: [{ system: 'http://loinc.org', code }] },
  valueQuantity: quantity(value),
});
const pressure = {
  resourceType: 'Observation',
  id: 'o1',
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
  effectiveDateTime: '2013-01-14T10:00:00Z',
  component: [part('8480-6', 150), part('8462-4', 80)],
};
const group = {
  resourceType: 'Group',
  id: 'g',
  characteristic: [
    { code: { coding: [{ code: 'gender' }] }, valueCodeableConcept: { coding: [{ code: 'mixed' }] } },
    { code: { coding: [{ code: 'owner' }] }, valueCodeableConcept: { text: 'John Smith' } },
  ],
};
const sequence = {
  resourceType: 'MolecularSequence',
  id: 's',
  referenceSeq: { chromosome: { coding: [{ code: '1' }] }, windowStart: 1, windowEnd: 9 },
  variant: [
    { start: 1, end: 3 },
    { start: 5, end: 9 },
  ],
};
const questionnaire = { resourceType: 'Questionnaire', id: 'q', url: 'http://acme.org/fhir/Questionnaire/1' };

describe('values and modifiers', () => {
  test.each([
    ['name=nunez', true],
    ['name=nun', true],
    ['name=unez', false],
    ['name:contains=unez', true],
    ['family:exact=Núñez', true],
    ['family:exact=núñez', false],
    ['given=ANA maria', true],
    ['name=maria', true],
    ['name:exact=María', false],
    ['given=maria', false],
    ['given=zoe,ana', true],
    ['given=ana&given=zoe', false],
    ['identifier=http://acme.org/patient|2345', true],
    ['identifier=2345', true],
    ['identifier=|2345', false],
    ['identifier=http://acme.org/patient|', true],
    ['identifier=a\\|b\\,c', true],
    ['identifier=|A\\|B\\,C', true],
    ['identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|2345', true],
    ['identifier:text=record', true],
    ['gender=FEMALE', true],
    ['gender=http://hl7.org/fhir/administrative-gender|female', true],
    ['gender=http://example.org|female', false],
    ['gender:not=male', true],
    ['gender:not=male,female', false],
    ['gender:missing=false', true],
    ['death-date:missing=true', true],
    ['active=true', true],
    ['deceased=false', true],
    ['email=ana@example.org', true],
    ['birthdate=1970', true],
    ['birthdate=ge1970-03-30', true],
    ['birthdate=gt1970-03-30', false],
    ['birthdate=1970-03-30T10:00Z', false],
    ['general-practitioner=Practitioner/9', true],
    ['general-practitioner=9', true],
    ['general-practitioner:Practitioner=9', true],
    ['general-practitioner:Organization=9', false],
    [`general-practitioner=${baseUrl}/Practitioner/9`, true],
    ['general-practitioner=http://other.example/Practitioner/9', false],
    ['general-practitioner:identifier=urn:x|G1', true],
    ['general-practitioner:missing=true', false],
    ['_id=p1', true],
    ['_id=p2,p1', true],
    ['_tag=urn:t|a', true],
    ['_profile=http://example.org/p', true],
    ['_source=urn:s', true],
  ])('Patient?%s is %s', (query, expected) => {
    expect(finds(patient, query)).toBe(expected);
  });

  test.each([
    ['component-code-value-quantity=8480-6$gt140', true],
    ['component-code-value-quantity=http://loinc.org|8462-4$gt140', false],
    ['combo-code-value-quantity=http://loinc.org|8480-6$150||mmHg', true],
    ['combo-code-value-quantity=8462-4$lt140|http://unitsofmeasure.org|mm[Hg]', true],
    ['code-value-quantity=85354-9$gt0', false],
    ['component-value-quantity=ne150', true],
    ['component-value-quantity=ap140', true],
    ['date=2013-01-14', true],
    ['date=ge2013-01-14T10:00&date=lt2013-01-15', true],
    ['date=eb2013', false],
    ['date=2013-01-14T12:00:00+02:00', true],
    ['date=2013-01-14T12:00:00%2B02:00', true],
  ])('Observation?%s is %s', (query, expected) => {
    expect(finds(pressure, query)).toBe(expected);
  });

  test('composites join what lies in one element, and what stands outside it', () => {
    expect(finds(group, 'characteristic-value=gender$mixed')).toBe(true);
    expect(finds(group, 'characteristic-value=owner$mixed')).toBe(false);
    expect(finds(sequence, 'chromosome-variant-coordinate=1$ge5$le9')).toBe(true);
    expect(finds(sequence, 'chromosome-variant-coordinate=1$ge5$le3')).toBe(false);
    expect(finds(sequence, 'chromosome-variant-coordinate=2$ge5$le9')).toBe(false);
    expect(finds(sequence, 'chromosome-window-coordinate=1$1$9')).toBe(true);
  });

  test.each([
    ['url=http://acme.org/fhir/Questionnaire/1', true],
    ['url:below=http://acme.org/fhir/', true],
    ['url:below=http://acme.org/fh', false],
    ['url:above=http://acme.org/fhir/Questionnaire/1/x', true],
    ['url:above=http://acme.org', false],
  ])('Questionnaire?%s is %s', (query, expected) => {
    expect(finds(questionnaire, query)).toBe(expected);
  });
});

describe('chains', () => {
  test('by type, without a type, and reversed', () => {
    const name = { kind: 'string', parameter: 'name', match: 'starts', value: 'peter' };
    expect(parse('DiagnosticReport', 'subject:Patient.name=peter').where).toEqual({
      kind: 'or',
      predicates: [
        { kind: 'chained', parameter: 'subject', types: ['Patient'], where: name },
        { ...name, parameter: 'subject:Patient.name' },
      ],
    });
    expect(parse('Observation', 'subject.name=peter').where).toEqual({
      kind: 'or',
      predicates: [
        { kind: 'chained', parameter: 'subject', types: ['Patient', 'Location'], where: name },
        { ...name, parameter: 'subject:Patient.name' },
        { ...name, parameter: 'subject:Location.name' },
      ],
    });
    expect(parse('Patient', '_has:Observation:patient:_has:AuditEvent:entity:agent=Practitioner/1').where).toEqual({
      kind: 'reverseChained',
      type: 'Observation',
      parameter: 'patient',
      where: {
        kind: 'reverseChained',
        type: 'AuditEvent',
        parameter: 'entity',
        where: { kind: 'reference', parameter: 'agent', type: 'Practitioner', id: '1' },
      },
    });
    expect(parse('Patient', 'general-practitioner:Practitioner._id=x').where).toMatchObject({ kind: 'chained' });
  });

  test('are limited in the number of types they lead through', () => {
    expect(parse('List', 'item.identifier=x').unknown).toEqual([]);
    expect(() => parse('List', 'item.item.item.item.identifier=x')).toThrow(/too many types/);
  });

  test('are limited in length', () => {
    const name = `${'_has:Observation:patient:subject.'.repeat(3)}name`;
    expect(() => parse('Patient', `${name}=a`)).toThrow(/more than 5 hops/);
  });
});

describe('results', () => {
  test('sort, count, total, includes, elements', () => {
    const query =
      '_sort=-birthdate,family,_id&_count=5000&_total=accurate&_include=Patient:general-practitioner:Practitioner&' +
      '_revinclude:iterate=Observation:patient&_include=*&_elements=id,name&_summary=data&_cursor=x';
    const parsed = parse('Patient', query);
    expect(parsed).toMatchObject({
      types: ['Patient'],
      where: { kind: 'all' },
      sort: [
        { parameter: 'birthdate', entry: 'date', direction: 'descending' },
        { parameter: 'family', entry: 'string', direction: 'ascending' },
        { parameter: '_id', direction: 'ascending' },
      ],
      count: 1000,
      total: 'accurate',
      includes: [
        { direction: 'forward', source: 'Patient', parameter: 'general-practitioner', target: 'Practitioner' },
        { direction: 'reverse', source: 'Observation', parameter: 'patient', iterate: true },
        { direction: 'forward', source: 'Patient', parameter: '*' },
      ],
      elements: ['id', 'name'],
      summary: 'data',
      cursor: 'x',
      unknown: [],
    });
    expect(parsed.applied.map(([name]) => name)).not.toContain('_cursor');
    expect(parse('Patient', '_count=0').count).toBe(0);
  });

  test('the whole system: types narrowed, parameters in the words of each type', () => {
    const parsed = parse(undefined, '_type=Patient,Observation&date=2020&_lastUpdated=gt2020', [
      'Patient',
      'Observation',
    ]);
    expect(parsed.types).toEqual(['Patient', 'Observation']);
    expect(parsed.unknown.map(({ name, refuse }) => [name, refuse])).toEqual([['date', true]]);
    expect(parsed.where).toEqual({
      kind: 'lastUpdated',
      bounds: [{ end: 'low', operator: '>', value: Date.UTC(2021, 0, 1) - 1 }],
    });
    const refused = (query: string) =>
      parse(undefined, query, ['Patient', 'Observation']).unknown.map((one) => one.refuse);
    expect(refused('date=2020')).toEqual([false]);
    expect(refused('_type=Patient,Observation&nothing=1')).toEqual([false]);
    expect(refused('_type=Observation&birthdate=2020')).toEqual([false]);
    expect(parse(undefined, '_tag=a').where).toMatchObject({ kind: 'token', parameter: '_tag' });
    expect(() => parse(undefined, '_type=Nothing')).toThrow(/resource type/);
    expect(() => parse(undefined, '_type=Patient', ['Observation'])).toThrow(/searched here/);
  });

  test('what cannot be applied is listed, with what must be refused', () => {
    const query =
      'code:in=http://x&nothing=1&code:below=x&name.x=1&_sort=nothing&_include=Patient:name&date=&near=1&code:exact=x';
    const { unknown, applied } = parse('Observation', query);
    expect(applied).toEqual([]);
    expect(unknown.map(({ name, refuse }) => [name, refuse])).toEqual([
      ['code:in', true],
      ['nothing', false],
      ['code:below', true],
      ['name.x', false],
      ['_sort', false],
      ['_include', false],
      ['date', false],
      ['near', false],
      ['code:exact', true],
    ]);
  });

  // “Servers SHALL reject any search request that contains a search parameter modifier that the server does not support for that parameter.”
  test.each([
    [undefined, '_type:not=Patient'],
    ['Patient', '_list:not=a'],
    ['Patient', '_filter:not=name eq a'],
    ['Patient', '_text:not=a'],
    ['Patient', '_content:exact=a'],
    ['Observation', 'subject:Patient._list:not=a'],
    ['Observation', 'code:of-type=a|b|c'],
    ['Patient', 'gender:text=female'],
    ['Patient', 'telecom:text=home'],
    ['Patient', 'active:in=http://x'],
    ['Patient', 'identifier:not-in=http://x'],
    ['QuestionnaireResponse', 'questionnaire:identifier=a|b'],
    ['Observation', 'subject:Patient.gender:text=female'],
  ])('%s?%s is refused for its modifier', (type, query) => {
    const { unknown, applied } = parse(type, query);
    expect([unknown.map(({ refuse }) => refuse), applied]).toEqual([[true], []]);
  });

  test.each([
    ['Observation', 'code:text=a'],
    ['Patient', 'identifier:text=a'],
    ['Patient', '_tag:text=a'],
    ['Patient', 'identifier:of-type=a|b|c'],
    ['Observation', 'subject:identifier=a|b'],
    ['Bundle', 'composition:identifier=a|b'],
    ['Group', 'value:text=a'],
    [undefined, '_tag:text=a'],
  ])('%s?%s is applied', (type, query) => {
    expect(parse(type, query).unknown).toEqual([]);
  });

  test.each([
    ['Patient', 'birthdate=secret'],
    ['Patient', 'birthdate=2020-13-01'],
    ['Patient', '_lastUpdated=secret'],
    ['Patient', '_count=secret'],
    ['Patient', '_total=secret'],
    ['Patient', 'gender:missing=secret'],
    ['Patient', 'identifier=secret|a|b'],
    ['Patient', 'identifier:of-type=secret'],
    ['Observation', 'value-quantity=secret'],
    ['Observation', 'code-value-quantity=secret'],
    ['RiskAssessment', 'probability=secret'],
    ['Patient', '_count=1&_count=2'],
  ])('%s?%s is refused without quoting the value', (type, query) => {
    try {
      parse(type, query);
      expect.unreachable();
    } catch (error) {
      expect(isBaseplateError(error) && error.code).toBe('query-invalid');
      expect(String(error)).not.toContain('secret');
    }
  });

  test('names that every JavaScript object has mean nothing', () => {
    const names = [
      'constructor',
      '__proto__',
      'name:constructor',
      'name.toString',
      '_has:constructor:x:y',
      'gender:valueOf',
    ];
    expect(parse('Patient', names.map((name) => `${name}=x`).join('&')).unknown.map((one) => one.name)).toEqual(names);
    expect(parse('Questionnaire', 'url:toString=x').unknown).toHaveLength(1);
  });

  test('too many values and parameters are refused', () => {
    expect(() => parse('Patient', `_id=${'a,'.repeat(1001)}`)).toThrow(/1000 values/);
    expect(() => parse('Patient', 'name=a&'.repeat(1001))).toThrow(/1000 parameters/);
  });
});

test('a search sorts by ten keys at most', () => {
  expect(parse('Patient', `_sort=${Array(10).fill('name').join(',')}`).sort).toHaveLength(10);
  expect(() => parse('Patient', `_sort=${Array(11).fill('name').join(',')}`)).toThrow('_sort');
  const several = Array(6).fill('_sort=name,birthdate').join('&');
  expect(() => parse('Patient', several)).toThrow('_sort');
});
