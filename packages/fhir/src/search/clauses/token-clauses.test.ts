import { describe, expect, test } from 'vitest';
import { finds } from '../__fixtures__/finds.ts';

const patient = {
  resourceType: 'Patient',
  id: 'P1',
  active: true,
  gender: 'male',
  telecom: [{ system: 'phone', value: '+44 20 7946 0000' }],
  identifier: [
    {
      system: 'http://acme.org/patient',
      value: '2345',
      type: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }],
        text: 'Record number',
      },
    },
    { value: 'no-system' },
  ],
  communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'fr' }] } }],
};
const condition = {
  resourceType: 'Condition',
  code: {
    coding: [
      { system: 'http://acme.org/conditions/codes', code: 'ha125', display: 'Tension-type headache' },
      { code: 'local' },
    ],
    text: 'Kopfschmerz',
  },
};
const unknown = { resourceType: 'Patient', identifier: [{ use: 'official' }] };
const bare = { resourceType: 'Patient', id: 'bare' };
const document = (contentType: string) => ({
  resourceType: 'DocumentReference',
  content: [{ attachment: { contentType } }],
});
const codes = 'http://acme.org/conditions/codes';
const gender = 'http://hl7.org/fhir/administrative-gender';
const typed = 'http://terminology.hl7.org/CodeSystem/v2-0203';

describe('https://hl7.org/fhir/R4/search.html#token', () => {
  test.each([
    ['[code]: irrespective of the system', condition, 'code=ha125', true],
    ['[code]: another code', condition, 'code=ha126', false],
    ['[system]|[code]', condition, `code=${codes}|ha125`, true],
    ['[system]|[code]: code of another system', condition, `code=${codes}|local`, false],
    ['|[code]: no system property', condition, 'code=|local', true],
    ['|[code]: has a system', condition, 'code=|ha125', false],
    ['[system]|: any code of it', condition, `code=${codes}|`, true],
    ['[system]|: none of it', condition, 'code=http://other.org|', false],
    [
      '[system]|: a Coding without a code',
      { ...condition, code: { coding: [{ system: codes }] } },
      `code=${codes}|`,
      true,
    ],
    ['a match anywhere in a CodeableConcept', condition, 'code=local', true],
    ['matches are literal, not partial', condition, 'code=ha12', false],
    ['in doubt, case does not matter', condition, 'code=HA125', true],
    ['the case of a system does', condition, `code=${codes.toUpperCase()}|ha125`, false],
    ['Identifier: value', patient, 'identifier=2345', true],
    ['Identifier: system and value', patient, 'identifier=http://acme.org/patient|2345', true],
    ['Identifier: no system', patient, 'identifier=|no-system', true],
    ['ContactPoint: value', patient, 'phone=%2B44 20 7946 0000', true],
    ['code: system implied by the value set', patient, `gender=${gender}|male`, true],
    ['code: without the system', patient, 'gender=male', true],
    ['boolean', patient, 'active=true', true],
    ['boolean, the other', patient, 'active=false', false],
    ['_id: case sensitive', patient, '_id=p1', false],
    ['_id', patient, '_id=P1', true],
  ])('%s', (_clause, resource, query, expected) => {
    expect(finds(resource, query)).toBe(expected);
  });

  test.each([
    [':text: CodeableConcept.text', condition, 'code:text=kopf', true],
    [':text: Coding.display, a part of it', condition, 'code:text=headache', true],
    [':text: not the code', condition, 'code:text=ha125', false],
    [':text: Identifier.type.text', patient, 'identifier:text=record', true],
    [':not: no matching item', patient, 'gender:not=female', true],
    [':not: a matching item', patient, 'gender:not=male', false],
    [':not: no value at all', bare, 'gender:not=male', true],
    [':not: applies to the set, not to each item', condition, 'code:not=local', false],
    [':not: none of several', patient, 'gender:not=female,other', true],
    [':of-type', patient, `identifier:of-type=${typed}|MR|2345`, true],
    [':of-type: another type', patient, `identifier:of-type=${typed}|SS|2345`, false],
    [':of-type: another value', patient, `identifier:of-type=${typed}|MR|9`, false],
    [':missing: absent', bare, 'gender:missing=true', true],
    [':missing: present', patient, 'gender:missing=true', false],
    [':missing=false', patient, 'identifier:missing=false', true],
    [':missing: a number yet unknown', { ...bare, telecom: [{ system: 'phone' }] }, 'phone:missing=false', true],
    [':missing: an identifier of which only the use is known', unknown, 'identifier:missing=true', false],
    ['no value finds it', unknown, 'identifier=official', false],
  ])('modifier %s', (_clause, resource, query, expected) => {
    expect(finds(resource, query)).toBe(expected);
  });

  test.each([
    ['the whole type', 'text/xml', 'contenttype=text/xml', true],
    ['parameters count without a modifier', 'text/xml; charset=UTF-8', 'contenttype=text/xml', false],
    [':below finds what has parameters', 'text/xml; charset=UTF-8', 'contenttype:below=text/xml', true],
    [':below includes the type itself', 'text/xml', 'contenttype:below=text/xml', true],
    [':below is not a prefix', 'text/xml-external', 'contenttype:below=text/xml', false],
    [':above finds the base', 'text/xml', 'contenttype:above=text/xml; charset=UTF-8', true],
  ])('#mimetype: %s', (_clause, contentType, query, expected) => {
    expect(finds(document(contentType), query)).toBe(expected);
  });

  test.each(['active:exact=true', 'gender:contains=m', 'code:of-type=a|b', 'identifier:of-type=a|b', 'code=|'])(
    'refuses %s',
    (query) => {
      const [name = ''] = query.split(':');
      expect(() => finds(name === 'code' || query === 'code=|' ? condition : patient, query)).toThrow();
    },
  );
});
