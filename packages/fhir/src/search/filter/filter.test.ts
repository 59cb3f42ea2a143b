import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseUrl, finds, now } from '../__fixtures__/finds.ts';
import { parseSearch } from '../query/parse-search.ts';
import { readFilter } from './read-filter.ts';

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ family: 'Peterson', given: ['Peter', 'Ana María'] }],
  birthDate: '2014-10-10',
  gender: 'male',
  generalPractitioner: [{ reference: 'Practitioner/9' }],
};
const observation = {
  resourceType: 'Observation',
  code: { coding: [{ system: 'http://loinc.org', code: '1234-5' }] },
  valueQuantity: { value: 5.4, system: 'http://unitsofmeasure.org', code: 'mg' },
  effectivePeriod: { start: '2020-01-01', end: '2020-01-31' },
};
const filter = (text: string) => `_filter=${encodeURIComponent(text)}`;
const parse = (type: string, text: string) =>
  parseSearch({ type, parameters: [['_filter', text]], now, baseUrl, answers: new Map() });

describe('https://hl7.org/fhir/R4/search_filter.html', () => {
  test.each([
    ['name co "pet"', true],
    ['given eq "peter" and birthdate ge 2014-10-10', true],
    ['given eq "pete"', false],
    ['given eq PETER', true],
    ['given eq "ana maria"', true],
    ['name sw "maria"', true],
    ['name eq "ana maria"', true],
    ['name eq "maria"', false],
    ['name ne "maria"', true],
    ['given sw pet', true],
    ['given ew "maria"', true],
    ['given ew "mari"', false],
    ['given ne "peter"', false],
    ['family ne "peter"', true],
    ['birthdate gt 2014-10-10', false],
    ['birthdate eq 2014-10-10', true],
    ['gender eq male', true],
    ['gender eq http://hl7.org/fhir/administrative-gender|male', true],
    ['gender ne female', true],
    ['gender pr true', true],
    ['gender pr false', false],
    ['death-date pr false', true],
    ['death-date ne 2014', false],
    ['general-practitioner re Practitioner/9', true],
    [`general-practitioner re ${baseUrl}/Practitioner/9`, true],
    ['_id eq p1', true],
    ['not (gender eq male)', false],
    ['not(gender eq female)', true],
    ['gender eq female or given eq "peter" and gender eq female', false],
    ['gender eq female or (given eq "peter" and gender eq male)', true],
    ['(gender eq female) or (birthdate lt 2020 )', true],
    ['given eq "a\\"b"', false],
  ])('Patient: %s is %s', (text, expected) => {
    expect(finds(patient, filter(text))).toBe(expected);
  });

  test.each([
    ['code eq http://loinc.org|1234-5', true],
    ['code eq loinc|1234-5', true],
    ['value-quantity gt 5|ucum|mg', true],
    ['value-quantity gt 5|ucum|g', false],
    ['value-quantity eq 5.4', true],
    ['date co 2020-01-15', true],
    ['date co 2020-02-01', false],
    ['date po 2020-01', true],
    ['date po 2019', false],
    ['date sa 2019-12-31', true],
    ['code-value-quantity eq 1234-5$gt5', true],
  ])('Observation: %s is %s', (text, expected) => {
    expect(finds(observation, filter(text))).toBe(expected);
  });

  test('chains, reverse chains, and filters of what is referred to', () => {
    const contains = { kind: 'string', match: 'contains', value: 'pet' };
    const predicates = ['name', 'name:later'].map((parameter) => ({ ...contains, parameter }));
    const name = { kind: 'or', predicates };
    // Beside each chain stands what it asks of contained resources.
    const chain = (parameter: string, types: readonly string[], where: object) => ({
      kind: 'or',
      predicates: expect.arrayContaining([{ kind: 'chained', parameter, types, where }]),
    });
    expect(parse('Observation', 'subject.name co "pet"').where).toEqual(
      chain('subject', ['Patient', 'Location'], name),
    );
    const male = { kind: 'token', parameter: 'gender', code: 'male' };
    expect(parse('Observation', 'patient[name co "pet"].gender eq male').where).toEqual(
      chain('patient', ['Patient'], { kind: 'and', predicates: [name, male] }),
    );
    expect(parse('Patient', '_has:Observation:patient:code eq loinc|1').where).toMatchObject({
      kind: 'reverseChained',
      type: 'Observation',
      where: { kind: 'token', system: 'http://loinc.org', code: '1' },
    });
  });

  test('lists and words are equal or not asked for', () => {
    const items = parseSearch({ type: 'AllergyIntolerance', parameters: [['_list', 'l\\,1']], now, baseUrl }).where;
    expect(JSON.stringify(items)).toContain('["l,1"]');
    expect(parse('AllergyIntolerance', '_list eq "l,1"').where).toEqual(items);
    expect(parse('AllergyIntolerance', 'not (_list eq "l,1")').where).toEqual({ kind: 'not', predicate: items });
    expect(parse('AllergyIntolerance', '_list eq $current-allergies').where).toEqual(
      parseSearch({ type: 'AllergyIntolerance', parameters: [['_list', '$current-allergies']], now, baseUrl }).where,
    );
  });

  test.each(
    ['_list', '_text', '_content', 'patient._list'].flatMap((name) =>
      ['ne', 'co', 'in', 'pr'].map((operator) => `${name} ${operator} false`),
    ),
  )('%s is refused, for it would be answered as “eq”', (text) => {
    expect(parse('AllergyIntolerance', text).unknown).toMatchObject([
      { name: '_filter', reason: expect.stringMatching(/“eq” only/), refuse: true },
    ]);
  });

  test('operators that take terminology ask for it', () => {
    const needs = (text: string) => parse('Observation', text).needs;
    expect(needs('code in http://acme.org/vs')).toEqual([{ kind: 'value-set', url: 'http://acme.org/vs' }]);
    const codes = { kind: 'codes', system: 'http://snomed.info/sct', code: '1' };
    expect(needs('code ss snomed|1')).toEqual([{ ...codes, direction: 'below' }]);
    expect(needs('code sb snomed|1')).toEqual([{ ...codes, direction: 'above' }]);
    expect(parse('Observation', 'code ni http://acme.org/vs').where).toMatchObject({ kind: 'not' });
  });

  test.each([
    'secret',
    'given eq',
    'given is secret',
    'given eq "secret',
    '(given eq secret',
    'given eq secret)',
    'given eq secret and',
    'subject[name eq secret]',
    `${'('.repeat(30)}given eq secret`,
    Array(201).fill('given eq secret').join(' or '),
    'birthdate eq secret',
  ])('%s is refused without quoting it', (text) => {
    expect(() => parse('Patient', text)).toThrow();
    try {
      parse('Patient', text);
    } catch (error) {
      expect(String(error)).not.toContain('secret');
    }
  });

  test.each(['given gt "a"', 'gender co m', 'nothing eq 1', 'given:exact eq x', 'birthdate ss 2020', 'name.x eq 1'])(
    '%s means nothing, and is refused under lenient handling too',
    (text) => {
      expect(parse('Patient', text).unknown).toMatchObject([{ name: '_filter', refuse: true }]);
    },
  );

  test('anything is read or refused, in no time', () => {
    const parts = fc.constantFrom(
      '(',
      ')',
      '[',
      '].',
      ' ',
      'and',
      'or',
      'not',
      'eq',
      'name',
      '"a b"',
      '.',
      '_has:A:b:c',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (pieces) => {
        try {
          readFilter(pieces.join(''));
        } catch (error) {
          expect(String(error)).toMatch(/_filter/);
        }
      }),
    );
  });
});
