import type { JsonObject } from '../../json/json-value.ts';

const narrative = {
  status: 'generated',
  div: '<div xmlns="http://www.w3.org/1999/xhtml"><h2 class="a">Title</h2><p>One &amp; two&nbsp;<b>three</b><br/><img src="#a" alt="b"/></p><!-- c --></div>',
};

const patient: JsonObject = {
  resourceType: 'Patient',
  id: 'example-1',
  meta: {
    versionId: '1',
    lastUpdated: '2024-02-29T10:15:30.250+00:00',
    profile: ['https://example.org/StructureDefinition/p'],
  },
  implicitRules: 'https://example.org/rules',
  language: 'en-GB',
  text: narrative,
  contained: [
    { resourceType: 'Organization', id: 'org', name: 'Surgery', partOf: { reference: '#' } },
    { resourceType: 'Practitioner', id: 'gp', name: [{ text: 'Dr A' }] },
  ],
  extension: [
    { url: 'https://example.org/simple', valueDecimal: 1.5 },
    { url: 'https://example.org/nested', extension: [{ url: 'inner', valueCodeableConcept: { text: 'x' } }] },
    { url: 'https://example.org/by-id', valueString: 'x', id: 'e1' },
  ],
  identifier: [
    { use: 'official', system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018', period: { start: '2020' } },
    { type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] }, value: 'RXX-1' },
  ],
  active: true,
  name: [
    {
      use: 'official',
      family: 'Example',
      given: ['Ada', null],
      _given: [null, { extension: [{ url: 'u', valueCode: 'masked' }] }],
    },
    { text: 'A', _text: { id: 'n' } },
  ],
  telecom: [{ system: 'phone', value: '01632 960000', rank: 1 }],
  gender: 'female',
  _birthDate: { extension: [{ url: 'u', valueCode: 'unknown' }] },
  deceasedDateTime: '2023-05',
  address: [{ line: ['1 High Street'], postalCode: 'AA1 1AA', type: 'both' }],
  multipleBirthInteger: 2,
  photo: [{ contentType: 'image/png', data: 'QUJDRA==', size: 4 }],
  contact: [
    {
      relationship: [{ text: 'Sister' }],
      name: { family: 'Example' },
      gender: 'other',
      organization: { reference: '#org' },
    },
  ],
  communication: [{ language: { text: 'English' }, preferred: true }],
  generalPractitioner: [
    { reference: '#gp', type: 'Practitioner' },
    { identifier: { value: 'A1' }, display: 'GP' },
  ],
  link: [{ other: { reference: 'Patient/2' }, type: 'seealso' }],
};

const observation: JsonObject = {
  resourceType: 'Observation',
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Blood pressure', userSelected: false }] },
  subject: { reference: 'Patient/1/_history/3' },
  encounter: { reference: 'urn:uuid:5b1d8a52-32c6-4c83-9c4a-0d0f7b6a9e11' },
  effectivePeriod: { start: '2024-02-29T10:00:00Z', end: '2024-02-29T10:15:00+00:00' },
  issued: '2024-02-29T10:15:30Z',
  performer: [
    { reference: 'https://other.example.org/fhir/Practitioner/1' },
    { reference: 'Practitioner?identifier=a|b' },
  ],
  interpretation: [{ text: 'High' }],
  note: [{ authorString: 'x', time: '2024', text: '*fine*' }],
  referenceRange: [
    {
      low: { value: 3.5 },
      high: { value: 5.3, unit: 'mmol/L' },
      age: { low: { value: 18, system: 'http://unitsofmeasure.org', code: 'a' } },
    },
  ],
  component: [
    {
      code: { text: 'Systolic' },
      valueQuantity: {
        value: 120.0,
        comparator: '<',
        unit: 'mmHg',
        system: 'http://unitsofmeasure.org',
        code: 'mm[Hg]',
      },
    },
    { code: { text: 'Posture' }, valueCodeableConcept: { text: 'Sitting' } },
    { code: { text: 'Trace' }, valueSampledData: { origin: { value: 0 }, period: 10, dimensions: 1, data: '1 2 E' } },
    { code: { text: 'Time' }, valueTime: '10:15:00' },
    { code: { text: 'Ratio' }, valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } },
    { code: { text: 'None' }, dataAbsentReason: { text: 'Not asked' } },
  ],
};

const medicationRequest: JsonObject = {
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { coding: [{ system: 'https://dmd.nhs.uk', code: '42109611000001109' }] },
  subject: { reference: 'Patient/1' },
  authoredOn: '2024-02-29',
  dosageInstruction: [
    {
      sequence: 1,
      text: 'One twice a day',
      timing: {
        repeat: {
          boundsPeriod: { start: '2024-03-01' },
          frequency: 2,
          period: 1,
          periodUnit: 'd',
          dayOfWeek: ['mon', 'tue'],
          timeOfDay: ['08:00:00'],
        },
      },
      asNeededBoolean: false,
      doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
      maxDosePerPeriod: {
        numerator: { value: 2 },
        denominator: { value: 1, unit: 'day', system: 'http://unitsofmeasure.org', code: 'd' },
      },
    },
  ],
  dispenseRequest: {
    numberOfRepeatsAllowed: 0,
    expectedSupplyDuration: { value: 28, system: 'http://unitsofmeasure.org', code: 'd' },
  },
  substitution: { allowedBoolean: true },
};

const allergy: JsonObject = {
  resourceType: 'AllergyIntolerance',
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
  },
  type: 'allergy',
  category: ['medication', 'food'],
  criticality: 'high',
  patient: { reference: 'Patient/1' },
  onsetAge: { value: 5, system: 'http://unitsofmeasure.org', code: 'a' },
  reaction: [{ manifestation: [{ text: 'Rash' }], severity: 'mild' }],
};

const questionnaire: JsonObject = {
  resourceType: 'Questionnaire',
  url: 'urn:oid:1.2.3',
  status: 'draft',
  subjectType: ['Patient'],
  item: [
    {
      linkId: '1',
      type: 'group',
      item: [
        {
          linkId: '1.1',
          type: 'choice',
          answerOption: [{ valueCoding: { code: 'a' } }, { valueInteger: 1, initialSelected: true }],
        },
      ],
    },
    {
      linkId: '2',
      type: 'string',
      enableWhen: [{ question: '1.1', operator: 'exists', answerBoolean: true }],
      maxLength: 10,
    },
  ],
};

const valueSet: JsonObject = {
  resourceType: 'ValueSet',
  url: 'https://example.org/vs',
  status: 'active',
  compose: { include: [{ system: 'https://example.org/cs', filter: [{ property: 'p', op: 'is-a', value: 'v' }] }] },
  expansion: { timestamp: '2024', contains: [{ system: 's', code: 'a', contains: [{ system: 's', code: 'b' }] }] },
};

const documentReference: JsonObject = {
  resourceType: 'DocumentReference',
  status: 'current',
  content: [{ attachment: { contentType: 'application/pdf', url: 'https://example.org/Binary/1', hash: 'QUJD' } }],
  context: { period: { end: '2024-01' }, related: [{ reference: 'Encounter/1' }] },
};

const parameters: JsonObject = {
  resourceType: 'Parameters',
  parameter: [
    { name: 'resource', resource: { resourceType: 'Basic', code: { text: 'x' } } },
    { name: 'p', part: [{ name: 'q', valueUuid: 'urn:uuid:0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a3f' }] },
  ],
};

const bundle: JsonObject = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      fullUrl: 'urn:uuid:0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a3f',
      resource: patient,
      request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=a' },
    },
    { resource: observation, request: { method: 'PUT', url: 'Observation/1' } },
  ],
};

/** Resources that break no rule of R4, between them using every kind of element. */
export const validResources: readonly JsonObject[] = [
  patient,
  observation,
  medicationRequest,
  allergy,
  questionnaire,
  valueSet,
  documentReference,
  parameters,
  bundle,
];
