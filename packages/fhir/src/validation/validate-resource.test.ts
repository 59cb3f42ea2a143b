import { describe, expect, it } from 'vitest';
import { parseResource } from '../json/parsed-resource.ts';
import { singleFaults } from './__fixtures__/single-faults.ts';
import { validResources } from './__fixtures__/valid-resources.ts';
import { validateResource } from './validate-resource.ts';

function validate(resource: unknown) {
  return validateResource(parseResource(typeof resource === 'string' ? resource : JSON.stringify(resource)));
}

function errorsOf(resource: unknown): readonly string[] {
  return validate(resource).map((issue) => `${issue.code} ${issue.expression}`);
}

const patient = (members: object) => ({ resourceType: 'Patient', ...members });
const observation = (members: object) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...members,
});

describe.each(validResources.map((resource) => [String(resource.resourceType), resource] as const))(
  'a %s',
  (_type, resource) => {
    it('without a fault is valid', () => {
      expect(validate(resource)).toEqual([]);
    });

    it('with any single fault is refused, at the right place', () => {
      const missed = [...singleFaults(resource)].filter(
        ({ resource: faulty, expression }) =>
          !validate(faulty).some((issue) => issue.severity === 'error' && issue.expression === expression),
      );
      expect(missed.map(({ what }) => what)).toEqual([]);
    });
  },
);

describe('validateResource', () => {
  it('refuses resources of unknown or abstract types without naming them', () => {
    expect(errorsOf({ resourceType: 'Ada Example' })).toEqual(['structure Resource.resourceType']);
    expect(errorsOf({ resourceType: 'DomainResource' })).toEqual(['structure Resource.resourceType']);
    expect(errorsOf({ id: 'a' })).toEqual(['required Resource.resourceType']);
  });

  it('never quotes content', () => {
    const text = JSON.stringify(
      validate({
        resourceType: 'Patient',
        'Ada Example': 1,
        birthDate: 'Ada',
        gender: 'Ada',
        name: { 'Ada Example': 1 },
      }),
    );
    expect(text).not.toContain('Ada');
    expect(text).toContain('Patient.?');
  });

  it('stops at the greatest number of issues', () => {
    const name = Array.from({ length: 500 }, () => ({}));
    expect(validate(patient({ name }))).toHaveLength(100);
    expect(validateResource(parseResource(JSON.stringify(patient({ name }))), { maxIssues: 3 })).toHaveLength(3);
  });

  it.each(['1.0', '1e0', '-0', '1.00e2'])('refuses %s where a whole number is wanted', (digits) => {
    expect(errorsOf(`{"resourceType":"Patient","multipleBirthInteger":${digits}}`)).toEqual([
      'value Patient.multipleBirth',
    ]);
  });

  it('refuses a date with time zones and days that do not exist, and accepts the leap day and second', () => {
    expect(errorsOf(patient({ deceasedDateTime: '2016-12-31T23:59:60+14:00' }))).toEqual([]);
    expect(errorsOf(patient({ birthDate: '2000-02-29' }))).toEqual([]);
    expect(errorsOf(patient({ birthDate: '1900-02-29' }))).toEqual(['value Patient.birthDate']);
  });
});

describe('primitive extensions', () => {
  it('need a value or an extension at every position', () => {
    const extension = { extension: [{ url: 'u', valueCode: 'x' }] };
    const given = (values: unknown, extensions?: unknown) =>
      errorsOf(patient({ name: [{ given: values, ...(extensions ? { _given: extensions } : {}) }] }));
    expect(given(['a', null])).toEqual(['structure Patient.name[0].given[1]']);
    expect(given(['a', null], [extension])).toEqual(['structure Patient.name[0].given[1]']);
    expect(given([null, 'a'], [extension])).toEqual([]);
    expect(given([null, 'a'], [null, extension])).toContain('structure Patient.name[0].given[0]');
    expect(given(['a', 'b'], [null, extension])).toEqual([]);
  });

  it('may stand alone, also for a required element', () => {
    const extension = { extension: [{ url: 'u', valueCode: 'x' }] };
    expect(errorsOf({ resourceType: 'Observation', _status: extension, code: { text: 'x' } })).toEqual([]);
    expect(errorsOf(patient({ name: [{ _given: [extension] }] }))).toEqual([]);
  });

  it('need more than an id where there is no value', () => {
    expect(errorsOf(patient({ _birthDate: { id: 'a' } }))).toContain('invariant Patient.birthDate');
    expect(errorsOf(patient({ birthDate: '2000', _birthDate: { id: 'a' } }))).toEqual([]);
    expect(errorsOf(patient({ name: [{ _given: [{ id: 'a' }] }] }))).toContain('invariant Patient.name[0].given[0]');
    expect(errorsOf(patient({ name: [{ id: 'a' }] }))).toEqual(['invariant Patient.name[0]']);
  });

  it('count as a type of a choice', () => {
    expect(errorsOf(observation({ valueString: 'a', _valueString: { id: 'x' } }))).toEqual([]);
    expect(
      errorsOf(observation({ valueString: 'a', _valueInteger: { extension: [{ url: 'u', valueCode: 'x' }] } })),
    ).toEqual(['structure Observation.value']);
  });

  it('stand beside no id of an element, no url of an extension and no XHTML: XML has no place for them', () => {
    const extension = [{ url: 'urn:x', valueString: 'y' }];
    const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">a</div>' };
    expect(errorsOf(patient({ name: [{ family: 'a', id: 'b', _id: { extension } }] }))).toEqual([
      'structure Patient.name[0].id',
    ]);
    expect(errorsOf(patient({ extension: [{ ...extension[0], _url: { extension } }] }))).toEqual([
      'structure Patient.extension[0].url',
    ]);
    expect(errorsOf(patient({ text: { ...text, _div: { extension } } }))).toEqual(['structure Patient.text.div']);
    expect(errorsOf(patient({ id: 'a', _id: { extension } }))).toEqual([]);
  });
});

describe('required bindings', () => {
  it('of a CodeableConcept need one coding of the value set, with its system', () => {
    const status = (clinicalStatus: unknown) =>
      errorsOf({ resourceType: 'Condition', clinicalStatus, subject: { display: 'x' } });
    const system = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
    expect(status({ coding: [{ code: 'local' }, { system, code: 'active' }] })).toEqual([]);
    expect(status({ extension: [{ url: 'u', valueCode: 'x' }] })).toEqual([]);
    expect(status({ coding: [{ system, code: 'nonsense' }] })).toEqual(['code-invalid Condition.clinicalStatus']);
    expect(status({ coding: [{ code: 'active' }] })).toEqual(['code-invalid Condition.clinicalStatus']);
    expect(status({ text: 'active' })).toEqual(['code-invalid Condition.clinicalStatus']);
  });
});

describe('contained resources and references', () => {
  const org = { resourceType: 'Organization', id: 'o', name: 'x' };
  const managed = { managingOrganization: { reference: '#o' } };

  it('must resolve, be referred to, have the right type and not nest', () => {
    expect(errorsOf(patient({ contained: [org], ...managed }))).toEqual([]);
    expect(errorsOf(patient(managed))).toEqual(['value Patient.managingOrganization.reference']);
    expect(errorsOf(patient({ contained: [org] }))).toEqual(['invariant Patient.contained[0]']);
    expect(errorsOf(patient({ contained: [org, org], ...managed }))).toEqual(['duplicate Patient.contained[1].id']);
    expect(
      errorsOf(patient({ contained: [org], ...managed, link: [{ other: { reference: '#o' }, type: 'refer' }] })),
    ).toEqual(['value Patient.link[0].other']);
    expect(errorsOf(patient({ contained: [{ ...org, contained: [org] }], ...managed }))).toEqual([
      'invariant Patient.contained[0].contained',
    ]);
    expect(errorsOf(patient({ contained: [{ ...org, meta: { versionId: '1' } }], ...managed }))).toEqual([
      'invariant Patient.contained[0].meta',
    ]);
    expect(errorsOf(patient({ managingOrganization: { reference: '#' } }))).toEqual([
      'value Patient.managingOrganization.reference',
    ]);
  });

  it('in an entry of a bundle do not see those of another', () => {
    const entry = [{ resource: patient({ contained: [org], ...managed }) }, { resource: patient(managed) }];
    expect(errorsOf({ resourceType: 'Bundle', type: 'collection', entry })).toEqual([
      'value Bundle.entry[1].resource.managingOrganization.reference',
    ]);
  });

  it('point at an allowed type within their bundle, whatever the URN says', () => {
    const fullUrl = 'urn:uuid:0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a3f';
    const resource = patient({ managingOrganization: { reference: fullUrl } });
    const bundled = (other: object) =>
      errorsOf({ resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl, resource: other }, { resource }] });
    expect(bundled({ resourceType: 'Organization', name: 'x' })).toEqual([]);
    expect(bundled(patient({ active: true }))).toEqual(['value Bundle.entry[1].resource.managingOrganization']);
  });

  it('point at an allowed type, where the type is evident', () => {
    const to = (reference: string) => errorsOf(patient({ managingOrganization: { reference } }));
    expect(to('Organization/1')).toEqual([]);
    expect(to('https://example.org/fhir/Organization/1/_history/2')).toEqual([]);
    expect(to('https://example.org/who-knows')).toEqual([]);
    expect(to('urn:uuid:0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a3f')).toEqual([]);
    expect(to('Patient/1')).toEqual(['value Patient.managingOrganization']);
    expect(to('https://example.org/fhir/Patient/1')).toEqual(['value Patient.managingOrganization']);
    expect(to('Patient?identifier=a')).toEqual(['value Patient.managingOrganization']);
    expect(to('Nonsense/1')).toEqual(['value Patient.managingOrganization.reference']);
    expect(validate(patient({ managingOrganization: { reference: 'who knows' } }))).toMatchObject([
      { severity: 'warning' },
    ]);
  });

  it('name the type that they point at, if any', () => {
    const to = (type: string, reference: string) => errorsOf(observation({ subject: { type, reference } }));
    const wrong = ['value Observation.subject.type'];
    expect(to('Patient', 'Patient/1')).toEqual([]);
    expect(to('Group', 'Patient/1')).toEqual(wrong);
    expect(to('Group', 'https://example.org/fhir/Patient/1/_history/2')).toEqual(wrong);
    expect(to('Group', 'urn:uuid:0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a3f')).toEqual([]);
    expect(to('Group', 'https://example.org/who-knows')).toEqual([]);
    // Words of others, as national examples have them, say nothing.
    expect(to('patient', 'Patient/1')).toEqual([]);
    const contained = [{ resourceType: 'Patient', id: 'p', active: true }];
    expect(errorsOf(observation({ contained, subject: { type: 'Group', reference: '#p' } }))).toEqual(wrong);
    expect(errorsOf(observation({ contained, subject: { type: 'Patient', reference: '#p' } }))).toEqual([]);
  });

  it('point somewhere, where they say whose a resource is', () => {
    const observation = (subject: object) =>
      errorsOf({ resourceType: 'Observation', status: 'final', code: { text: 'x' }, subject });
    const allergy = (patient: object) => errorsOf({ resourceType: 'AllergyIntolerance', patient });
    for (const reference of ['12345', 'patient/1', '/Patient/1', 'Patient/a b', 'Patient/', ' Patient/1']) {
      expect(observation({ reference })).toEqual(['value Observation.subject.reference']);
      expect(allergy({ reference })).toEqual(['value AllergyIntolerance.patient.reference']);
    }
    expect(observation({ reference: 'Patient/1' })).toEqual([]);
    expect(observation({ display: 'somebody' })).toEqual([]);
  });
});

describe('rules of types', () => {
  it('holds codes that R4 leaves to others to how they are written', () => {
    const picture = (contentType: string) =>
      errorsOf(patient({ photo: [{ contentType, url: 'https://example.org/a' }] }));
    for (const type of ['image/png', 'text/plain; charset=utf-8', 'application/vnd.a+json;v="1 2"', 'xml'])
      expect(picture(type), type).toEqual([]);
    for (const type of ['png', 'image/', '/png', 'image/png/x', 'image png'])
      expect(picture(type), type).toEqual(['code-invalid Patient.photo[0].contentType']);
    const costs = (currency: string) =>
      errorsOf({ resourceType: 'Invoice', status: 'issued', totalNet: { value: 1, currency } });
    expect(costs('GBP')).toEqual([]);
    for (const currency of ['gbp', 'pounds', '£']) {
      expect(costs(currency), currency).toEqual(['code-invalid Invoice.totalNet.currency']);
    }
  });

  it('takes tags of BCP 47 for languages, and nothing else', () => {
    for (const language of ['en', 'en-GB', 'zh-Hant-TW', 'de-CH-1996', 'x-ward', 'i-klingon']) {
      expect(errorsOf(patient({ language })), language).toEqual([]);
    }
    for (const language of ['en_GB', 'English language', 'en-', '@']) {
      expect(errorsOf(patient({ language })), language).toEqual(['code-invalid Patient.language']);
      expect(errorsOf(patient({ photo: [{ language, title: 'x' }] }))).toEqual([
        'code-invalid Patient.photo[0].language',
      ]);
    }
  });

  it('advises an entry whose full URL names another resource', () => {
    const told = (fullUrl: string, id?: string) => {
      const resource = patient({ active: true, ...(id === undefined ? {} : { id }) });
      const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ fullUrl, resource }] };
      const issues = validateResource(parseResource(JSON.stringify(bundle)), { advice: true });
      return issues
        .filter(({ expression }) => expression === 'Bundle.entry[0].fullUrl')
        .map(({ severity }) => severity);
    };
    expect(told('https://example.org/fhir/Patient/1', '1')).toEqual([]);
    expect(told('https://example.org/fhir/Patient/1')).toEqual([]);
    expect(told('urn:uuid:0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a3f', '1')).toEqual([]);
    expect(told('https://example.org/fhir/Patient/1', '2')).toEqual(['warning']);
    expect(told('https://example.org/fhir/Group/1', '1')).toEqual(['warning']);
  });

  it('advises a narrative that does not say that it is XHTML', () => {
    const told = (div: string) =>
      validateResource(parseResource(JSON.stringify(patient({ text: { status: 'generated', div } }))), {
        advice: true,
      });
    expect(told('<div xmlns="http://www.w3.org/1999/xhtml">a</div>')).toEqual([]);
    expect(told('<div>a</div>')).toMatchObject([{ severity: 'warning', expression: 'Patient.text.div' }]);
    expect(errorsOf(patient({ text: { status: 'generated', div: '<div>a</div>' } }))).toEqual([]);
  });

  // “There is no support for HTML entities like &nbsp; or &copy; etc. Unicode characters SHALL be used instead.”
  it('advises a narrative with an entity that XML does not know', () => {
    const told = (content: string) => {
      const div = `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;
      const issues = validateResource(parseResource(JSON.stringify(patient({ text: { status: 'generated', div } }))), {
        advice: true,
      });
      return issues.map(({ severity, expression }) => `${severity} ${expression}`);
    };
    expect(told('a&nbsp;b')).toEqual(['warning Patient.text.div']);
    expect(told('a&#160;b&#xA0; &amp; &lt; &gt; &quot; &apos;')).toEqual([]);
  });

  it('checks NHS numbers', () => {
    const number = (value: string) =>
      errorsOf(patient({ identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value }] }));
    expect(number('9990000018')).toEqual([]);
    expect(number('9990000019')).toEqual(['value Patient.identifier[0].value']);
    expect(number('999 000 0018')).toEqual(['value Patient.identifier[0].value']);
    const wrong = { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000019' };
    const contained = [{ resourceType: 'Patient', id: 'a', identifier: [wrong] }];
    const link = [{ type: 'refer', other: { reference: '#a', identifier: wrong } }];
    expect(errorsOf(patient({ contained, link, extension: [{ url: 'u', valueIdentifier: wrong }] }))).toEqual([
      'value Patient.contained[0].identifier[0].value',
      'value Patient.link[0].other.identifier.value',
      'value Patient.extension[0].value.value',
    ]);
  });

  it('wants a value or extensions in an extension', () => {
    expect(errorsOf(patient({ extension: [{ url: 'u' }] }))).toEqual(['invariant Patient.extension[0]']);
    expect(
      errorsOf(patient({ extension: [{ url: 'u', valueCode: 'a', extension: [{ url: 'v', valueCode: 'a' }] }] })),
    ).toEqual(['invariant Patient.extension[0]']);
  });
});
