import { describe, expect, test } from 'vitest';
import { baseUrl, finds } from '../__fixtures__/finds.ts';

const about = (subject: object) => ({ resourceType: 'Observation', subject });
const response = (questionnaire: string) => ({ resourceType: 'QuestionnaireResponse', questionnaire });
const profile = 'http://acme.com/some-profile';

describe('https://hl7.org/fhir/R4/search.html#reference', () => {
  test.each([
    ['[id]', about({ reference: 'Patient/123' }), 'subject=123', true],
    ['[type]/[id]', about({ reference: 'Patient/123' }), 'subject=Patient/123', true],
    ['another type', about({ reference: 'Group/123' }), 'subject=Patient/123', false],
    ['relative finds absolute', about({ reference: `${baseUrl}/Patient/123` }), 'subject=Patient/123', true],
    ['absolute finds relative', about({ reference: 'Patient/123' }), `subject=${baseUrl}/Patient/123`, true],
    [
      '[url] elsewhere',
      about({ reference: 'http://x.org/fhir/Patient/1' }),
      'subject=http://x.org/fhir/Patient/1',
      true,
    ],
    ['an id is not of elsewhere', about({ reference: 'http://x.org/fhir/Patient/1' }), 'subject=1', false],
    [':[type]', about({ reference: 'Patient/23' }), 'subject:Patient=23', true],
    [':[type]: another', about({ reference: 'Group/23' }), 'subject:Patient=23', false],
    [
      ':[type] shown by an address elsewhere',
      about({ reference: 'http://x.org/Patient/1' }),
      'subject:Patient=http://x.org/Patient/1',
      true,
    ],
    [
      ':[type]: an address elsewhere of another',
      about({ reference: 'http://x.org/Group/1' }),
      'subject:Patient=http://x.org/Group/1',
      false,
    ],
    [':[type]: an address of anything', about({ reference: 'urn:uuid:1' }), 'subject:Patient=urn:uuid:1', false],
    [':[type]: the only one there can be', response(profile), `questionnaire:Questionnaire=${profile}`, true],
    [':[type]: one that cannot be', response(profile), `questionnaire:Patient=${profile}`, false],
    ['limited scope: patient is a subject of type Patient', about({ reference: 'Patient/23' }), 'patient=23', true],
    ['limited scope: any other subject is none', about({ reference: 'Group/23' }), 'patient=23', false],
    [
      ':identifier',
      about({ identifier: { system: 'http://acme.org/mrn', value: '123456' } }),
      'subject:identifier=http://acme.org/mrn|123456',
      true,
    ],
    [':identifier: of the reference, not its target', about({ reference: 'Patient/1' }), 'subject:identifier=1', false],
    [':missing: a logical reference is a value', about({ identifier: { value: '1' } }), 'subject:missing=true', false],
    [':missing: words alone are an element', about({ display: 'somebody' }), 'subject:missing=true', false],
    [':missing: so is a contained resource', about({ reference: '#a' }), 'subject:missing=false', true],
    ['#versions: a versioned reference', about({ reference: 'Patient/123/_history/2' }), 'subject=Patient/123', true],
    ['a reference to a part of a resource', about({ reference: 'Patient/123#a' }), 'subject=Patient/123', true],
    ['canonical: a contained resource is there', response('#q'), 'questionnaire:missing=false', true],
    ['canonical', response(`${profile}|1.0`), `questionnaire=${profile}`, true],
    ['canonical|version', response(`${profile}|1.0`), `questionnaire=${profile}|1.0`, true],
    ['canonical|version: another', response(`${profile}|1.0`), `questionnaire=${profile}|1.1`, false],
    ['canonical|version: none stated', response(profile), `questionnaire=${profile}|1.0`, false],
    ['#versions, :below: any version', response(`${profile}|2.0`), `questionnaire:below=${profile}`, true],
    ['#versions, :below: 1 finds 1.0', response(`${profile}|1.0`), `questionnaire:below=${profile}|1`, true],
    ['#versions, :below: 1 does not find 2.0', response(`${profile}|2.0`), `questionnaire:below=${profile}|1`, false],
    ['#versions, :below: 1 does not find 10', response(`${profile}|10`), `questionnaire:below=${profile}|1`, false],
  ])('%s', (_clause, resource, query, expected) => {
    expect(finds(resource, query)).toBe(expected);
  });

  test('a resource nested in another: Bundle.composition', () => {
    const bundle = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Composition', id: 'c1' } }] };
    expect(finds(bundle, 'composition=Composition/c1')).toBe(true);
    expect(finds(bundle, 'message=c1')).toBe(false);
  });
});
