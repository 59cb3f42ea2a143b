import { describe, expect, it } from 'vitest';
import { compileFhirPath } from '../fhirpath/compile-fhirpath.ts';
import { parseResource } from '../json/parsed-resource.ts';
import { allStructures } from './__fixtures__/all-structures.ts';
import { correctedInvariants, invariantsNotCompiled } from './invariant-exceptions.ts';
import { validateResource } from './validate-resource.ts';

function errorsOf(resource: object): readonly string[] {
  return validateResource(parseResource(JSON.stringify(resource))).map(
    ({ severity, expression, diagnostics }) =>
      `${severity} ${expression} ${/\(([a-z]+-[0-9a-z]+)\)\.$/.exec(diagnostics)?.[1]}`,
  );
}

const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' } };
const dosage = (item: object) => ({
  resourceType: 'MedicationStatement',
  status: 'active',
  subject: { reference: 'Patient/1' },
  medicationCodeableConcept: { text: 'a' },
  dosage: [item],
});
const questionnaire = (item: object) => ({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [{ linkId: '1', type: 'string', ...item }],
});

function structureDefinition(paths: readonly string[]) {
  const element = paths.map((path) => ({
    id: path,
    path,
    definition: 'a',
    min: 0,
    max: '1',
    base: { path, min: 0, max: '1' },
  }));
  const identity = {
    url: 'http://a',
    name: 'A',
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type: 'A',
    baseDefinition: 'http://b',
  };
  return { resourceType: 'StructureDefinition', ...identity, snapshot: { element }, differential: { element } };
}

function guide(resource: object) {
  const definition = { grouping: [{ id: 'a', name: 'a' }], resource: [{ reference: { display: 'a' }, ...resource }] };
  return {
    resourceType: 'ImplementationGuide',
    url: 'http://a',
    name: 'A',
    status: 'draft',
    packageId: 'a',
    fhirVersion: ['4.0.1'],
    definition,
  };
}

describe('invariants', () => {
  it('of severity error are all checked', () => {
    const invariants = [...allStructures().values()].flatMap((structure) => [
      ...structure.invariants,
      ...[...structure.elements.values()].flatMap((element) => element.invariants),
    ]);
    const errors = new Map(
      invariants.filter((one) => one.severity === 'error').map((one) => [one.key, one.expression]),
    );
    expect(errors.size).toBeGreaterThan(190);
    for (const [key, expression] of errors) {
      if (Object.hasOwn(invariantsNotCompiled, key)) continue;
      expect(compileFhirPath(correctedInvariants[key] ?? expression), key).toBeDefined();
    }
  });

  it.each([
    [{ ...observation, valueString: 'a', dataAbsentReason: { text: 'b' } }, 'Observation obs-6'],
    [
      {
        ...observation,
        code: { coding: [{ system: 's', code: 'c' }] },
        valueString: 'a',
        component: [{ code: { coding: [{ code: 'c', system: 's' }] } }],
      },
      'Observation obs-7',
    ],
    [structureDefinition(['A', 'A.b', 'B.c']), 'StructureDefinition.snapshot sdf-8'],
    [structureDefinition(['B', 'B.c']), 'StructureDefinition.differential sdf-8a'],
    [guide({ groupingId: 'b' }), 'ImplementationGuide.definition ig-1'],
    [guide({ fhirVersion: ['4.0.0'] }), 'ImplementationGuide ig-2'],
    [{ ...observation, referenceRange: [{ appliesTo: [{ text: 'a' }] }] }, 'Observation.referenceRange[0] obs-3'],
    [{ ...observation, valueQuantity: { value: 1, code: 'g' } }, 'Observation.value qty-3'],
    [{ ...observation, effectivePeriod: { start: '2024-02', end: '2024-01' } }, 'Observation.effective per-1'],
    [
      { ...observation, referenceRange: [{ low: { value: 2, comparator: '<' } }] },
      'Observation.referenceRange[0].low sqty-1',
    ],
    [
      dosage({ doseAndRate: [{ doseQuantity: { value: 5, unit: 'mg', comparator: '<' } }] }),
      'MedicationStatement.dosage[0].doseAndRate[0].dose sqty-1',
    ],
    [{ resourceType: 'Patient', contact: [{ gender: 'male' }] }, 'Patient.contact[0] pat-1'],
    [{ resourceType: 'Patient', telecom: [{ value: 'a' }] }, 'Patient.telecom[0] cpt-2'],
    [
      { resourceType: 'Organization', telecom: [{ system: 'phone', value: 'a', use: 'home' }], name: 'a' },
      'Organization.telecom[0] org-3',
    ],
    [
      { resourceType: 'Bundle', type: 'transaction', entry: [{ resource: { resourceType: 'Patient', active: true } }] },
      'Bundle bdl-3',
    ],
    [
      questionnaire({ answerValueSet: 'http://a', answerOption: [{ valueString: 'a' }], type: 'choice' }),
      'Questionnaire.item[0] que-4',
    ],
    [
      questionnaire({ type: 'group', item: [{ linkId: '2', type: 'display', required: true }] }),
      'Questionnaire.item[0].item[0] que-6',
    ],
    [
      questionnaire({ enableWhen: [{ question: '1', operator: 'exists', answerString: 'a' }] }),
      'Questionnaire.item[0].enableWhen[0] que-7',
    ],
    [questionnaire({ type: 'group', item: [{ linkId: '1', type: 'string' }] }), 'Questionnaire que-2'],
    [
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: { text: 'a' },
        subject: { display: 'a' },
        dosageInstruction: [{ timing: { repeat: { period: 1 } } }],
      },
      'MedicationRequest.dosageInstruction[0].timing.repeat tim-2',
    ],
  ])('are found where they are broken: %j', (resource, expected) => {
    expect(errorsOf(resource)).toContain(`error ${expected}`);
  });

  it('cost in proportion to the resource', () => {
    const coding = (prefix: string) => Array.from({ length: 20_000 }, (_, index) => ({ code: `${prefix}${index}` }));
    const component = coding('b').map((one) => ({ code: { coding: [one] }, valueString: 'a' }));
    const parsed = parseResource(
      JSON.stringify({ ...observation, code: { coding: coding('a') }, valueString: 'a', component }),
    );
    const before = process.cpuUsage();
    expect(validateResource(parsed)).toEqual([]);
    // Pair by pair this takes most of a minute.
    const { user } = process.cpuUsage(before);
    expect(user / 1000, 'milliseconds of the processor').toBeLessThan(5000);
  });

  it('cost no more where elements have an extension in place of a value, and still tell them apart', () => {
    const beside = (valueString: string) => ({ extension: [{ url: 'http://a.test/why', valueString }] });
    const items = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ _linkId: beside(`${index}`), type: 'string', text: 'a' }));
    const asking = (item: readonly object[]) => ({ resourceType: 'Questionnaire', status: 'draft', item });
    const defining = (concept: readonly object[]) => ({
      resourceType: 'CodeSystem',
      status: 'draft',
      content: 'complete',
      concept,
    });
    const concepts = (count: number) => items(count).map(({ _linkId }) => ({ _code: _linkId }));
    // Pair by pair either takes minutes.
    expect(errorsOf(asking(items(6_000)))).toEqual([]);
    expect(errorsOf(defining(concepts(6_000)))).toEqual([]);
    const same = { extension: [{ valueString: '0', url: 'http://a.test/why' }] };
    const twice = { ...items(1)[0], _linkId: same };
    expect(errorsOf(asking([...items(2), twice]))).toEqual(['error Questionnaire que-2']);
    expect(errorsOf(asking([{ ...twice, type: 'group', item: items(1) }]))).toEqual(['error Questionnaire que-2']);
    expect(errorsOf(defining([...concepts(2), { _code: same }]))).toEqual(['error CodeSystem csd-1']);
  });

  it('know a link id again at every depth', () => {
    const item = (linkId: string, ...items: readonly object[]) => ({ linkId, type: 'group', text: 'a', item: items });
    const question = (linkId: string) => ({ linkId, type: 'string', text: 'a' });
    const asking = (...items: readonly object[]) =>
      errorsOf({ resourceType: 'Questionnaire', status: 'draft', item: items });
    expect(asking(item('a', item('b', question('c'))), item('d', question('e')))).toEqual([]);
    expect(asking(item('a', item('b', question('c'))), item('d', question('c')))).toEqual([
      'error Questionnaire que-2',
    ]);
    expect(asking(item('a', question('a')))).toEqual(['error Questionnaire que-2']);
  });

  it('do not refuse what they cannot tell', () => {
    expect(errorsOf({ ...observation, effectivePeriod: { start: '2024-02', end: '2024-02-15' } })).toEqual([]);
    expect(
      errorsOf({
        ...observation,
        referenceRange: [{ text: 'x', age: { low: { value: 1, unit: 'a' }, high: { value: 2, unit: 'b' } } }],
      }),
    ).toEqual([]);
  });
});
