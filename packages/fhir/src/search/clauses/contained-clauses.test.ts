import { describe, expect, test } from 'vitest';
import { finds } from '../__fixtures__/finds.ts';
import { indexResource } from '../index-resource.ts';

const coded = (code: string) => ({ coding: [{ system: 'urn:c', code }] });
const medication = { resourceType: 'Medication', id: 'm', code: coded('a'), manufacturer: { reference: '#o' } };
const maker = { resourceType: 'Organization', id: 'o', name: 'Maker' };
const request = {
  resourceType: 'MedicationRequest',
  contained: [medication, maker],
  medicationReference: { reference: '#m' },
};
const result = (id: string, code: string, value: number) => ({
  resourceType: 'Observation',
  id,
  code: coded(code),
  valueQuantity: { value },
});
const report = {
  resourceType: 'DiagnosticReport',
  contained: [result('1', 'sodium', 140), result('2', 'potassium', 7)],
  result: [{ reference: '#1' }, { reference: '#2' }],
};
const response = {
  resourceType: 'QuestionnaireResponse',
  contained: [{ resourceType: 'Questionnaire', id: 'q', title: 'Pain' }],
  questionnaire: '#q',
};

describe('https://hl7.org/fhir/R4/search.html#contained: a chained condition will be evaluated inside contained resources', () => {
  test.each([
    ['found', request, 'medication.code=a', true],
    ['found with its type named', request, 'medication:Medication.code=urn:c|a', true],
    ['another code', request, 'medication.code=b', false],
    ['not', request, 'medication.code:not=b', true],
    ['not: it is', request, 'medication.code:not=a', false],
    ['not: nothing is contained', { ...request, contained: [] }, 'medication.code:not=b', false],
    [':missing', request, 'medication.form:missing=true', true],
    [':missing: there', request, 'medication.code:missing=true', false],
    [':missing=false', request, 'medication.code:missing=false', true],
    ['what is contained but not referred to', { ...request, medicationReference: {} }, 'medication.code=a', false],
    ['an id within means nothing outside', request, 'medication._id=m', false],
    ['a canonical', response, 'questionnaire.title=pain', true],
    ['one of several', report, 'result.code=potassium', true],
    ['a composite is about one of them', report, 'result.code-value-quantity=potassium$7', true],
    ['a composite joins no two of them', report, 'result.code-value-quantity=sodium$7', false],
    ['several: rather one too many', report, 'result.code:not=sodium', true],
    ['_filter', request, '_filter=medication.code eq a', true],
  ])('%s', (_clause, resource, query, expected) => {
    expect(finds(resource, query)).toBe(expected);
  });

  test.each([
    ['its code', 'composition.type=a', true],
    ['its type named', 'composition:Composition.title=discharge', true],
    ['another title', 'composition.title=referral', false],
    ['a reference of it', 'composition.patient=p', true],
    ['what is contained in it is not asked for', 'composition.author.family=inner', false],
    [':not', 'composition.type:not=b', true],
    ['_filter', '_filter=composition.status eq final', true],
    ['no message', 'message.event=a', false],
  ])('the Composition of a document is asked as if it stood on its own: %s', (_clause, query, expected) => {
    const composition = {
      resourceType: 'Composition',
      status: 'final',
      type: coded('a'),
      title: 'Discharge',
      subject: { reference: 'Patient/p' },
      contained: [{ resourceType: 'Practitioner', id: 'in', name: [{ family: 'Inner' }] }],
      author: [{ reference: '#in' }],
    };
    const document = { resourceType: 'Bundle', type: 'document', entry: [{ resource: composition }] };
    expect(finds(document, query)).toBe(expected);
    expect(indexResource({ type: 'Bundle', resource: document }).compartments).toEqual([]);
  });

  test('the MessageHeader of a message is asked, and a type that is not first in a Bundle is not', () => {
    const header = { resourceType: 'MessageHeader', eventCoding: { system: 'urn:e', code: 'a' } };
    const holding = (...resources: object[]) => ({
      resourceType: 'Bundle',
      type: 'message',
      entry: resources.map((resource) => ({ resource })),
    });
    expect(finds(holding(header, medication), 'message.event=urn:e|a')).toBe(true);
    expect(finds(holding(header, medication), 'message.event=b')).toBe(false);
    expect(finds(holding(medication, header), 'message.event=a')).toBe(false);
  });

  test('what a contained resource says is not found outside a chain, and puts nothing into a compartment', () => {
    const resource = {
      resourceType: 'DiagnosticReport',
      contained: [{ ...result('1', 'sodium', 140), subject: { reference: 'Patient/p' } }],
      result: [{ reference: '#1' }],
    };
    expect(finds(resource, 'code=sodium')).toBe(false);
    expect(finds(resource, 'subject=Patient/p')).toBe(false);
    expect(indexResource({ type: 'DiagnosticReport', resource }).compartments).toEqual([]);
  });
});
