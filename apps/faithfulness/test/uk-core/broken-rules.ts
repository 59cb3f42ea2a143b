import type { JsonObject, JsonValue } from '@baseplate-epr/fhir';

/** A value of a type that breaks one of R4's rules, and where the rule is told, below the value. */
interface BrokenRule {
  readonly rule: string;
  readonly value: JsonObject;
  readonly below?: string;
}

/** Values that have the right shape and break a rule of their type. */
export const brokenRules: Readonly<Record<string, readonly BrokenRule[]>> = {
  Attachment: [{ rule: 'att-1', value: { data: 'QUJD' } }],
  ContactPoint: [{ rule: 'cpt-2', value: { value: 'x' } }],
  Extension: [{ rule: 'ext-1', value: { url: 'https://example.org/x' } }],
  Identifier: [
    {
      rule: 'NHS number without its check digit',
      value: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000019' },
      below: '.value',
    },
  ],
  Period: [{ rule: 'per-1', value: { start: '2024-02-01', end: '2024-01-01' } }],
  Quantity: [{ rule: 'qty-3', value: { value: 1, code: 'g' } }],
  Reference: [{ rule: 'ref-1', value: { reference: '#missing' }, below: '.reference' }],
};

/** Breaks a rule of UK Core's own, where the resource is one that it is about. */
export const brokenProfileRules: readonly {
  readonly rule: string;
  readonly profile: string;
  change(resource: JsonObject): JsonObject | undefined;
}[] = [
  {
    rule: 'ukcore-imm-001',
    profile: 'UKCore-Immunization',
    change: ({ statusReason: _reason, ...rest }) => ({ ...rest, status: 'not-done' }),
  },
  {
    rule: 'ukcore-obs-vs-001',
    profile: 'UKCore-Observation-VitalSigns',
    change: (resource) => {
      const coding: JsonValue = [{ system: 'http://snomed.info/sct', code: '1' }];
      return { ...resource, code: { coding } };
    },
  },
  {
    rule: 'ukcore-spec-001',
    profile: 'UKCore-Specimen',
    change: ({ collection, ...rest }) => {
      if (typeof collection !== 'object' || collection === null || Array.isArray(collection)) return undefined;
      const url = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Specimen.collection.collector';
      const extension = [{ url, valueReference: { reference: 'Patient/x' } }];
      return { ...rest, collection: { ...collection, collector: { reference: 'Practitioner/x', extension } } };
    },
  },
];
