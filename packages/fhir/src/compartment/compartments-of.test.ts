import { describe, expect, test } from 'vitest';
import { matchesPredicate } from '../search/__fixtures__/matches-predicate.ts';
import { indexResource } from '../search/index-resource.ts';
import { compartmentParameters, compartmentResourceTypes, compartmentTypes } from './compartment-parameters.ts';
import { compartmentPredicate } from './compartment-predicate.ts';
import { compartmentsOf } from './compartments-of.ts';

describe('compartments', () => {
  test('R4 defines five', () => {
    expect(compartmentTypes).toEqual(['Device', 'Encounter', 'Patient', 'Practitioner', 'RelatedPerson']);
    expect([...compartmentParameters('Patient', 'AllergyIntolerance')]).toEqual(['patient', 'recorder', 'asserter']);
    expect(compartmentResourceTypes('Patient')).toContain('Observation');
    expect(compartmentParameters('Patient', 'Organization').size).toBe(0);
    expect(compartmentParameters('Nothing', 'Observation').size).toBe(0);
  });

  test('others than Patient when asked for, each once', () => {
    const resource = {
      resourceType: 'Observation',
      subject: { reference: 'Patient/1' },
      encounter: { reference: 'Encounter/2' },
      performer: [{ reference: 'Practitioner/3' }, { reference: 'Practitioner/3' }, { reference: 'Patient/1' }],
    };
    const { entries } = indexResource({ type: 'Observation', resource });
    const of = ['Patient', 'Encounter', 'Practitioner'];
    expect(compartmentsOf({ type: 'Observation', entries, of })).toEqual([
      { type: 'Patient', id: '1' },
      { type: 'Encounter', id: '2' },
      { type: 'Practitioner', id: '3' },
    ]);
    expect(compartmentsOf({ type: 'Encounter', id: '2', entries: [], of })).toEqual([{ type: 'Encounter', id: '2' }]);
  });

  test('are searched by what stores keep, or by reference', () => {
    expect(compartmentPredicate({ compartment: 'Patient', id: '1', types: ['Observation'] })).toEqual({
      kind: 'compartment',
      type: 'Patient',
      ids: ['1'],
    });
    const resource = { resourceType: 'Observation', encounter: { reference: 'Encounter/2' } };
    const sample = { type: 'Observation', id: 'o', entries: indexResource({ type: 'Observation', resource }).entries };
    const within = (id: string, types: readonly string[]) =>
      matchesPredicate(sample, compartmentPredicate({ compartment: 'Encounter', id, types }));
    expect([within('2', []), within('2', ['Observation']), within('3', []), within('2', ['Patient'])]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const encounter = { type: 'Encounter', id: '2', entries: [] };
    expect(matchesPredicate(encounter, compartmentPredicate({ compartment: 'Encounter', id: '2', types: [] }))).toBe(
      true,
    );
  });
});
