import { expect, test } from 'vitest';
import { practitionersOf, sourceOf } from './source-of.ts';

const okafor = { reference: 'Practitioner/1', display: 'Dr Adaeze Okafor' };
const trust = { reference: 'Organization/1', display: 'Riverside NHS Trust' };
const role = { resourceType: 'PractitionerRole', id: 'r', practitioner: okafor, organization: trust };
const encounter = {
  resourceType: 'Encounter',
  id: 'e',
  serviceProvider: { reference: 'Organization/2', display: 'Elm Surgery' },
};

test('what the entry names comes before its encounter, and that before its writer’s employer', () => {
  const directory = [encounter, role];
  const own = { author: [okafor, trust], encounter: { reference: 'Encounter/e' } };
  expect(sourceOf(own, directory)).toEqual({ organisation: 'Riverside NHS Trust', person: 'Dr Adaeze Okafor' });
  expect(sourceOf({ recorder: okafor, encounter: { reference: 'Encounter/e' } }, directory).organisation).toBe(
    'Elm Surgery',
  );
  expect(sourceOf({ recorder: okafor }, directory).organisation).toBe('Riverside NHS Trust');
  expect(sourceOf({ recorder: okafor }).organisation).toBeUndefined();
});

test('an organisation without words is looked up, and anything at all is survived', () => {
  const named = { resourceType: 'Organization', id: '9', name: 'Northfield Hospital' };
  expect(sourceOf({ custodian: { reference: 'Organization/9' } }, [named]).organisation).toBe('Northfield Hospital');
  expect(sourceOf(null, [null, 3])).toEqual({ organisation: undefined, person: undefined });
});

test('practitioners are listed once', () => {
  expect(practitionersOf([{ recorder: okafor, asserter: okafor }, { author: [trust] }, 5])).toEqual(['Practitioner/1']);
});
