import { describe, expect, it } from 'vitest';
import { at, type Json, readPopulation, resourcesOf } from '../__fixtures__/read-population.ts';
import { fixedStories } from '../fixed-stories.ts';

const population = readPopulation(fixedStories.length);
const bundleOf = (key: string) => population[fixedStories.find((story) => story.key === key)?.index ?? -1];
const patientOf = (key: string): Json => resourcesOf(bundleOf(key), 'Patient')[0] ?? {};
const observed = (key: string, code: string): Json[] =>
  resourcesOf(bundleOf(key), 'Observation').filter((observation) =>
    JSON.stringify(observation.code).includes(`"${code}"`),
  );
const texts = (resources: Json[]): unknown[] => resources.map((resource) => at(resource, 'code', 'text'));

describe('Mary Edwards', () => {
  const key = 'mary-edwards';

  it('is patient 1 with her own NHS number', () => {
    const patient = patientOf(key);
    expect(fixedStories[0]).toMatchObject({ index: 1, key });
    expect(patient).toMatchObject({ birthDate: '1945-07-14', gender: 'female' });
    expect(at(patient, 'name', 0)).toMatchObject({ text: 'EDWARDS, Mary (Mrs)', family: 'Edwards', given: ['Mary'] });
    expect(at(patient, 'identifier', 0)).toMatchObject({
      system: 'https://fhir.nhs.uk/Id/nhs-number',
      value: '9991234578',
    });
    expect(at(patient, 'identifier', 0, 'extension', 0, 'valueCodeableConcept', 'coding', 0, 'code')).toBe('01');
  });

  it('lies on ward 7, bed 12', () => {
    const stay = resourcesOf(bundleOf(key), 'Encounter').find(({ status }) => status === 'in-progress');
    expect(at(stay, 'location', 1, 'location', 'display')).toBe('Ward 7, bed 12');
    expect(at(stay, 'period', 'start')).toBe('2026-11-20T13:22:00+00:00');
  });

  it('has an anaphylaxis to penicillin and the three problems', () => {
    const [allergy] = resourcesOf(bundleOf(key), 'AllergyIntolerance');
    expect(at(allergy, 'code', 'text')).toBe('Penicillin');
    expect(at(allergy, 'reaction', 0, 'manifestation', 0, 'text')).toBe('Anaphylaxis');
    const active = resourcesOf(bundleOf(key), 'Condition').filter(
      (condition) => at(condition, 'clinicalStatus', 'coding', 0, 'code') === 'active',
    );
    expect(texts(active).toSorted()).toEqual([
      'Acute kidney injury stage 2',
      'Atrial fibrillation',
      'Long QT syndrome',
    ]);
  });

  it('changed from warfarin to apixaban, with ramipril suspended', () => {
    const requests = resourcesOf(bundleOf(key), 'MedicationRequest');
    const named = (name: string) =>
      requests.find((request) => String(at(request, 'medicationReference', 'display')).startsWith(name));
    expect(named('Warfarin')).toMatchObject({ status: 'stopped' });
    expect(named('Ramipril')).toMatchObject({ status: 'on-hold', statusReason: { text: 'Rising creatinine' } });
    expect(at(named('Apixaban'), 'priorPrescription', 'reference')).toBe(`MedicationRequest/${named('Warfarin')?.id}`);
  });

  it('has six sets of observations, the last at 08:00', () => {
    const sets = observed(key, '85353-1');
    expect(sets.map((set) => at(set, 'hasMember', 'length'))).toEqual([7, 7, 7, 7, 7, 7]);
    expect(sets.at(-1)?.effectiveDateTime).toBe('2026-11-21T08:00:00+00:00');
    expect(observed(key, '9279-1').map((rate) => at(rate, 'valueQuantity', 'value'))).toEqual([16, 18, 18, 21, 22, 25]);
  });

  it('waits for somebody to acknowledge a potassium of 6.9', () => {
    const potassium = observed(key, '2823-3').at(-1);
    expect(at(potassium, 'valueQuantity')).toMatchObject({ value: 6.9, unit: 'mmol/L' });
    expect(at(potassium, 'interpretation', 0, 'coding', 0, 'code')).toBe('HH');
    const report = resourcesOf(bundleOf(key), 'DiagnosticReport').find((candidate) =>
      JSON.stringify(candidate.result).includes(String(potassium?.id)),
    );
    const task = resourcesOf(bundleOf(key), 'Task').find(
      (candidate) => at(candidate, 'focus', 'reference') === `DiagnosticReport/${report?.id}`,
    );
    expect(task).toMatchObject({ status: 'requested' });
    expect(bundleOf(key)?.text).toContain('"value":182,');
  });
});

describe('the other stories', () => {
  it('have patients whose ids are known beforehand', () => {
    for (const { index, patientId } of fixedStories) expect(population[index]?.entries[0]?.resource.id).toBe(patientId);
  });

  it('are there, each once', () => {
    expect(new Set(fixedStories.map((story) => story.key)).size).toBe(fixedStories.length);
    expect(population).toHaveLength(fixedStories.length + 1);
  });

  it('tell of people under 16 and of a newborn', () => {
    expect(String(patientOf('child-with-asthma').birthDate) > '2011').toBe(true);
    expect(patientOf('newborn').birthDate).toBe('2026-11-15');
  });

  it('tell of a pregnancy', () => {
    expect(texts(resourcesOf(bundleOf('pregnancy'), 'Condition'))).toContain('Normal pregnancy');
  });

  it('tell of deaths, after which nothing happens', () => {
    for (const key of ['death-in-hospital', 'death-at-home']) {
      const died = String(patientOf(key).deceasedDateTime);
      expect(died).toMatch(/^2026-/);
      const active = resourcesOf(bundleOf(key), 'Encounter').filter(({ status }) => status === 'in-progress');
      expect(active).toEqual([]);
    }
  });

  it('tell a very long history', () => {
    expect(bundleOf('long-history')?.entries.length).toBeGreaterThanOrEqual(1500);
  });

  it('choose SpO₂ scale 2 for COPD by a recorded decision', () => {
    const [decision] = observed('copd-scale-two', 'decision');
    expect(at(decision, 'valueCodeableConcept', 'coding', 0, 'code')).toBe('scale-2');
  });

  it('keep the allergy states apart', () => {
    const statement = resourcesOf(bundleOf('no-known-allergies'), 'AllergyIntolerance');
    expect(statement.map((one) => at(one, 'code', 'coding', 0, 'code'))).toEqual(['716186003']);
    expect(resourcesOf(bundleOf('allergies-not-recorded'), 'AllergyIntolerance')).toEqual([]);
  });

  it('hold two men whom only numbers tell apart', () => {
    const [one, two] = ['look-alike-one', 'look-alike-two'].map(patientOf);
    expect(at(one, 'name', 0, 'family')).toBe(at(two, 'name', 0, 'family'));
    expect(one?.birthDate).toBe(two?.birthDate);
    expect(at(one, 'identifier', 0, 'value')).not.toBe(at(two, 'identifier', 0, 'value'));
  });

  it('hold awkward names', () => {
    expect(at(patientOf('name-mononym'), 'name', 0, 'given')).toBeUndefined();
    expect(at(patientOf('name-given-only'), 'name', 0, 'family')).toBeUndefined();
    expect(at(patientOf('name-chinese'), 'name', 1, 'text')).toBe('王秀英');
    expect(at(patientOf('maiden-name'), 'name', 1)).toMatchObject({ use: 'maiden', family: 'Ashworth' });
    expect(at(patientOf('former-name'), 'name', 1)).toMatchObject({ use: 'old' });
    expect(String(at(patientOf('name-very-long'), 'name', 0, 'text')).length).toBeGreaterThan(100);
  });

  it('hold gaps: observations, addresses, birth dates, everything', () => {
    const members = observed('observation-gaps', '85353-1').map((set) => at(set, 'hasMember', 'length'));
    expect(members.some((count) => Number(count) < 7)).toBe(true);
    expect(at(patientOf('lives-abroad'), 'address', 0, 'country')).toBe('France');
    expect(patientOf('lives-abroad').generalPractitioner).toBeUndefined();
    expect(patientOf('year-of-birth-only').birthDate).toBe('1938');
    expect(bundleOf('nothing-recorded')?.entries).toHaveLength(1);
  });
});
