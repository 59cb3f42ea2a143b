import type { IndexEntry } from '@baseplate-epr/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleResource } from '../fhirpath/__fixtures__/sample-resource.ts';
import { compileFhirPath } from '../fhirpath/compile-fhirpath.ts';
import { resourceTypes } from '../structure/resource-types.ts';
import type { EntrySink } from './entry/entry-sink.ts';
import { entryWriter } from './entry/entry-writer.ts';
import { tellingPresence } from './entry/present-entry.ts';
import { indexResource } from './index-resource.ts';
import { searchRegistry } from './search-registry.ts';

const baseUrl = 'https://record.example/fhir';

function entriesOf(
  resource: Record<string, unknown> & { readonly resourceType: string },
  ...parameters: readonly string[]
): readonly unknown[] {
  const { entries } = indexResource({ type: resource.resourceType, resource, baseUrl });
  return entries
    .filter((entry) => parameters.includes(entry.parameter))
    .map(({ kind, parameter, ...rest }) => (parameters.length > 1 ? { parameter, ...rest } : rest));
}

describe('indexResource', () => {
  test('tokens: codes lower-cased, text folded, concepts with text alone', () => {
    const code = {
      coding: [{ system: 'http://loinc.org', code: '8480-6', display: 'Systolic' }],
      text: 'Systolische Größe',
    };
    expect(entriesOf({ resourceType: 'Observation', code }, 'code')).toEqual([
      { system: 'http://loinc.org', code: '8480-6', text: 'systolic systolische grosse' },
    ]);
    expect(entriesOf({ resourceType: 'Observation', code: { text: 'BP' } }, 'code')).toEqual([
      { system: '', code: '', text: 'bp' },
    ]);
    expect(entriesOf({ resourceType: 'Patient', active: true }, 'active')).toEqual([{ system: '', code: 'true' }]);
  });

  test('codes have the system that their value set implies', () => {
    expect(entriesOf({ resourceType: 'Patient', gender: 'male' }, 'gender')).toEqual([
      { system: 'http://hl7.org/fhir/administrative-gender', code: 'male' },
    ]);
    expect(entriesOf({ resourceType: 'Patient', gender: 'x' }, 'gender')).toEqual([{ system: '', code: 'x' }]);
  });

  test('identifiers, also by type', () => {
    const type = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] };
    const patient = { resourceType: 'Patient', identifier: [{ type, system: 'urn:x', value: 'AB1' }] };
    expect(entriesOf(patient, 'identifier', 'identifier:of-type')).toEqual([
      { parameter: 'identifier', system: 'urn:x', code: 'ab1' },
      { parameter: 'identifier:of-type', system: type.coding[0]?.system, code: 'mr|ab1' },
    ]);
  });

  test('names in each part and whole, each once', () => {
    const patient = { resourceType: 'Patient', name: [{ family: 'Núñez', given: ['Ana', 'Ana'] }, { text: 'Ana' }] };
    expect(entriesOf(patient, 'name')).toEqual([
      { value: 'ana', exact: 'Ana' },
      { value: 'nunez', exact: 'Núñez' },
      { value: 'ana ana nunez', exact: 'Ana Ana Núñez' },
    ]);
  });

  test('dates at their precision, periods with open ends, timings from first to last', () => {
    const of = (effective: object) => entriesOf({ resourceType: 'Observation', ...effective }, 'date');
    const day = Date.UTC(2020, 1, 29);
    expect(of({ effectiveDateTime: '2020-02-29' })).toEqual([{ low: day, high: day + 86_400_000 }]);
    expect(of({ effectivePeriod: { start: '2020-02-29' } })).toEqual([{ low: day, high: 8_640_000_000_000_000 }]);
    expect(of({ effectivePeriod: {} })).toEqual([]);
    expect(of({ effectiveTiming: { event: ['2020-02-29', '2020-02-28'] } })).toEqual([
      { low: day - 86_400_000, high: day + 86_400_000 },
    ]);
    expect(of({ effectiveDateTime: '2020-02-30' })).toEqual([]);
  });

  test('what is far longer than it ever is costs no more than its length', () => {
    const name = { family: 'a b c '.repeat(200_000), given: Array.from({ length: 500 }, (_, index) => `d${index} e`) };
    const before = process.cpuUsage();
    const { entries } = indexResource({ type: 'Patient', resource: { resourceType: 'Patient', name: [name] } });
    expect(entries.length).toBeLessThan(5000);
    const event = Array.from({ length: 200_000 }, (_, index) => (index === 7 ? '2020-02-28' : '2020-02-29'));
    const timed = entriesOf({ resourceType: 'Observation', effectiveTiming: { event } }, 'date');
    const day = Date.UTC(2020, 1, 28);
    expect(timed).toEqual([{ low: day, high: day + 2 * 86_400_000 }]);
    const coding = Array.from({ length: 5000 }, (_, index) => ({ system: 'urn:x', code: `c${index}` }));
    const code = { coding, text: 'ä b '.repeat(50_000) };
    expect(
      indexResource({ type: 'Observation', resource: { resourceType: 'Observation', code } }).entries,
    ).toHaveLength(10_000);
    // Minutes, if each word or coding folded the whole text again.
    const { user } = process.cpuUsage(before);
    expect(user / 1000, 'milliseconds of the processor').toBeLessThan(10_000);
  });

  test('quantities, with comparators and ranges', () => {
    const unit = { system: 'http://unitsofmeasure.org', code: 'mg', unit: 'mg' };
    const of = (value: object) => entriesOf({ resourceType: 'Observation', ...value }, 'value-quantity');
    expect(of({ valueQuantity: { value: 1.5, ...unit } })).toEqual([{ low: 1.5, high: 1.5, ...unit }]);
    expect(of({ valueQuantity: { value: 1.5, comparator: '<', ...unit } })).toEqual([
      { low: -Number.MAX_VALUE, high: 1.5, ...unit },
    ]);
    expect(of({ valueSampledData: { origin: { value: 1, ...unit }, factor: 2, data: '0 E 3 U' } })).toEqual([
      { low: 1, high: 7, ...unit },
    ]);
  });

  test('references: local, absolute, versioned, elsewhere, logical; those that lead nowhere are there', () => {
    const of = (subject: object) =>
      entriesOf(
        { resourceType: 'Observation', subject },
        'subject',
        'patient',
        'subject:identifier',
        'subject:present',
      );
    const there = { parameter: 'subject:present', system: '', code: '' };
    const local = { type: 'Patient', id: '1', url: '' };
    const both = [
      { parameter: 'patient', ...local },
      { parameter: 'subject', ...local },
    ];
    expect(of({ reference: 'Patient/1' })).toEqual(both);
    expect(of({ reference: `${baseUrl}/Patient/1/_history/2` })).toEqual(both);
    expect(of({ reference: 'https://other.example/fhir/Group/1' })).toEqual([
      { parameter: 'subject', type: '', id: '', url: 'https://other.example/fhir/Group/1' },
    ]);
    expect(of({ identifier: { system: 'urn:x', value: 'A' } })).toEqual([
      { parameter: 'subject:identifier', system: 'urn:x', code: 'a' },
      there,
    ]);
    expect(of({ reference: '#p' })).toEqual([there]);
    expect(of({ display: 'Somebody' })).toEqual([there]);
    expect(of({ identifier: { system: 'urn:x' } })).toEqual([
      { parameter: 'subject:identifier', system: 'urn:x', code: '' },
      there,
    ]);
  });

  test('canonicals are found with and without their version', () => {
    const response = { resourceType: 'QuestionnaireResponse', questionnaire: 'http://example.org/q|2' };
    expect(entriesOf(response, 'questionnaire')).toEqual([
      { type: '', id: '', url: 'http://example.org/q|2' },
      { type: '', id: '', url: 'http://example.org/q' },
    ]);
  });

  test('entries of the same component share a number; the root is 0', () => {
    const part = (code: string, value: number) => ({ code: { coding: [{ code }] }, valueQuantity: { value } });
    const pressure = { resourceType: 'Observation', ...part('bp', 1), component: [part('sys', 120), part('dia', 80)] };
    const { entries } = indexResource({ type: 'Observation', resource: pressure });
    const numbers = (parameter: string) =>
      entries.filter((entry) => entry.parameter === parameter).map((entry) => entry.element);
    expect(numbers('combo-code')).toEqual([undefined, 1, 2]);
    expect(numbers('combo-value-quantity')).toEqual([undefined, 1, 2]);
    expect(numbers('component-code')).toEqual([1, 2]);
    expect(numbers('code')).toEqual([undefined]);
  });

  test('what needs FHIRPath in general is indexed too', () => {
    const deceased = (value: object) => entriesOf({ resourceType: 'Patient', ...value }, 'deceased');
    expect(deceased({ deceasedDateTime: '2020' })).toEqual([{ system: '', code: 'true' }]);
    expect(deceased({ deceasedBoolean: false })).toEqual([{ system: '', code: 'false' }]);
  });

  test('patient compartments: by reference, and the patient itself', () => {
    const compartments = (resource: object, type: string) => indexResource({ type, resource, baseUrl }).compartments;
    expect(compartments({ id: '7' }, 'Patient')).toEqual([{ type: 'Patient', id: '7' }]);
    expect(
      compartments({ subject: { reference: 'Patient/7' }, performer: [{ reference: 'Patient/8' }] }, 'Observation'),
    ).toEqual([
      { type: 'Patient', id: '8' },
      { type: 'Patient', id: '7' },
    ]);
    expect(compartments({ id: '7' }, 'Organization')).toEqual([]);
  });

  test('anything malformed adds nothing', () => {
    const types = fc.constantFrom('Patient', 'Observation', 'Encounter', 'MedicationRequest');
    const keys = fc.constantFrom(
      'name',
      'identifier',
      'subject',
      'code',
      'valueQuantity',
      'effectivePeriod',
      'component',
      'meta',
    );
    fc.assert(
      fc.property(types, fc.dictionary(keys, fc.jsonValue()), (type, resource) => {
        expect(Array.isArray(indexResource({ type, resource }).entries)).toBe(true);
      }),
    );
  });
});

test('more entries than may be are refused as soon as they are there, those of contained resources too', () => {
  const name = (count: number) => Array.from({ length: count }, (_, index) => ({ family: `f${index}` }));
  const patientOf = (count: number) => ({ resourceType: 'Patient', name: name(count) });
  const index = (resource: { readonly resourceType: string }, mostEntries?: number) =>
    indexResource({ type: resource.resourceType, resource, ...(mostEntries === undefined ? {} : { mostEntries }) });
  const { length } = index(patientOf(1000)).entries;
  expect(index(patientOf(1000), length).entries).toHaveLength(length);
  const refused = { code: 'limit-exceeded', details: { limit: 'indexEntries', maximum: length - 1 } };
  expect(() => index(patientOf(1000), length - 1)).toThrow(expect.objectContaining(refused));
  const observation = (count: number) => ({
    resourceType: 'Observation',
    contained: [{ ...patientOf(count), id: 'p' }],
    subject: { reference: '#p' },
  });
  expect(() => index(observation(1000), 500)).toThrow(expect.objectContaining({ code: 'limit-exceeded' }));
});

test('walking paths finds what FHIRPath finds, for every parameter of every type', () => {
  for (const type of resourceTypes) {
    const resource = sampleResource(type, 3);
    const found = indexResource({ type, resource }).entries;
    for (const { name, type: kind, expression } of searchRegistry.parametersOf(type)) {
      if (name === '_id' || name === '_lastUpdated') continue;
      const sink: EntrySink = { entries: [], baseUrl: undefined, contained: new Map(), most: Number.POSITIVE_INFINITY };
      for (const item of compileFhirPath(expression)?.evaluate({ value: resource, type }) ?? []) {
        const plain = item.type === 'System.Boolean' ? 'boolean' : item.type;
        const writer = entryWriter(kind, plain);
        if (item.value === undefined || !writer) continue;
        (kind === 'special' ? writer : tellingPresence(writer))(sink, name, 0, item.value);
      }
      // A code's system is implied by its element, which a value found by FHIRPath no longer knows.
      const key = (entry: IndexEntry) => JSON.stringify(Object.entries({ ...entry, element: 0, system: 0 }).sort());
      // What contained resources say has names of its own, with a type in it.
      const own = found.filter(({ parameter }) => parameter.split(':')[0] === name && !/:[A-Z]/.test(parameter));
      expect(new Set(own.map(key)), `${type} ${name}`).toEqual(new Set(sink.entries.map(key)));
    }
  }
});
