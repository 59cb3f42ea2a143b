import { describe, expect, it } from 'vitest';
import { codeListOf } from './code-list.ts';
import { resourceTypes } from './resource-types.ts';
import { structureOf } from './structure-of.ts';

describe('resourceTypes', () => {
  it('are the 146 concrete types of R4', () => {
    expect(resourceTypes.size).toBe(146);
    expect(resourceTypes.has('Patient')).toBe(true);
    expect(
      ['Resource', 'DomainResource', 'SubscriptionStatus', 'HumanName'].filter((type) => resourceTypes.has(type)),
    ).toEqual([]);
  });

  it('all have a structure, and so has every type they use', () => {
    const seen = new Set<string>();
    const visit = (name: string) => {
      if (seen.has(name)) return;
      seen.add(name);
      const structure = structureOf(name);
      expect(structure, name).toBeDefined();
      for (const { type } of structure?.keys.values() ?? []) visit(type.code);
    };
    for (const type of resourceTypes) visit(type);
    expect(seen.size).toBeGreaterThan(600);
  });
});

describe('structureOf', () => {
  it('knows elements, cardinalities, choices and targets', () => {
    const observation = structureOf('Observation');
    expect(observation).toMatchObject({ kind: 'resource', base: 'DomainResource', abstract: false });
    expect(observation?.elements.get('status')).toMatchObject({ min: 1, max: 1, isArray: false, isSummary: true });
    expect(observation?.elements.get('category')).toMatchObject({
      min: 0,
      max: Number.POSITIVE_INFINITY,
      isArray: true,
    });
    expect(observation?.elements.get('value')).toMatchObject({ isChoice: true, path: 'Observation.value[x]' });
    expect(observation?.keys.get('valueQuantity')?.type.code).toBe('Quantity');
    expect(observation?.keys.get('encounter')?.type).toEqual({ code: 'Reference', targets: ['Encounter'] });
    expect(observation?.keys.has('value')).toBe(false);
  });

  it('gives nested elements and content references the structure that defines them', () => {
    expect(structureOf('Patient')?.keys.get('contact')?.type.code).toBe('Patient.contact');
    expect(structureOf('Patient.contact')).toMatchObject({ kind: 'complex-type', base: 'BackboneElement' });
    expect(structureOf('Patient.contact')?.invariants.map(({ key }) => key)).toEqual(['pat-1']);
    expect(structureOf('Timing.repeat')?.base).toBe('Element');
    expect(structureOf('Questionnaire.item')?.keys.get('item')?.type.code).toBe('Questionnaire.item');
    expect(structureOf('Observation.component')?.keys.get('referenceRange')?.type.code).toBe(
      'Observation.referenceRange',
    );
  });

  it('knows primitives, and ids of resources as ids', () => {
    expect(structureOf('positiveInt')).toMatchObject({
      kind: 'primitive-type',
      base: 'integer',
      pattern: '[1-9][0-9]*',
    });
    expect(structureOf('Patient')?.keys.get('id')?.type.code).toBe('id');
    expect(structureOf('HumanName')?.keys.get('id')?.type.code).toBe('string');
  });

  it('knows nothing else', () => {
    expect(['', 'Nonsense', 'Patient.nonsense', 'constructor', '__proto__', 'toString.a'].map(structureOf)).toEqual(
      Array(6).fill(undefined),
    );
  });
});

describe('what the package of definitions has and R4 has not', () => {
  const keysOf = (name: string) => [...(structureOf(name)?.keys.keys() ?? [])];

  it('is left out', () => {
    expect(keysOf('Meta')).toEqual([
      'id',
      'extension',
      'versionId',
      'lastUpdated',
      'source',
      'profile',
      'security',
      'tag',
    ]);
    expect(keysOf('Binary')).not.toContain('url');
    expect(keysOf('ResearchStudy')).not.toContain('progressStatus');
    expect(structureOf('ResearchStudy.label')?.elements.size ?? 0).toBe(0);
    const targets = (type: string, name: string) => structureOf(type)?.elements.get(name)?.types[0]?.targets;
    expect(targets('ResearchStudy', 'site')).toEqual(['Location']);
    expect(targets('AuditEvent.source', 'observer')).not.toContain('Subscription');
  });

  it('is put right', () => {
    const characteristic = structureOf('EvidenceVariable.characteristic');
    expect(characteristic?.elements.get('definition')).toMatchObject({ min: 1, isChoice: true, isSummary: true });
    expect(keysOf('EvidenceVariable.characteristic')).toContain('definitionDataRequirement');
    expect(structureOf('EvidenceVariable')?.elements.get('characteristic')?.min).toBe(1);
    expect(structureOf('Bundle.entry.response')?.elements.get('outcome')?.types).toEqual([{ code: 'Resource' }]);
  });
});

describe('codeListOf', () => {
  it('lists the codes of required bindings by system', () => {
    const gender = codeListOf('http://hl7.org/fhir/ValueSet/administrative-gender');
    expect([...(gender ?? [])]).toEqual([
      ['http://hl7.org/fhir/administrative-gender', new Set(['male', 'female', 'other', 'unknown'])],
    ]);
  });

  it('has none where R4 lists none', () => {
    expect(codeListOf('http://hl7.org/fhir/ValueSet/mimetypes')).toBeUndefined();
  });
});
