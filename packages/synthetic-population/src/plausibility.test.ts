import { describe, expect, it } from 'vitest';
import { at, type Json, readPopulation, sketchMoment } from './__fixtures__/read-population.ts';

const patients = 250;
const population = readPopulation(patients);
const bundles = population.slice(1);
const byType = Map.groupBy(
  bundles.flatMap(({ entries }) => entries.map(({ resource }) => resource)),
  ({ resourceType }) => resourceType,
);
const byCode = Map.groupBy(byType.get('Observation') ?? [], (observation) =>
  at(observation, 'code', 'coding', 0, 'code'),
);
const all = (type: string): Json[] => byType.get(type) ?? [];
const values = (code: string): number[] =>
  (byCode.get(code) ?? []).map((observation) => Number(at(observation, 'valueQuantity', 'value')));

/** Lowest and highest value that a living person may have here. */
const limits: Readonly<Record<string, readonly [number, number]>> = {
  '9279-1': [8, 60],
  '2708-6': [80, 100],
  '8867-4': [42, 190],
  '8310-5': [34.5, 41.5],
  '2951-2': [115, 155],
  '2823-3': [2.5, 7],
  '22664-7': [0.7, 45],
  '14682-9': [15, 700],
  '62238-1': [4, 150],
  '718-7': [55, 190],
  '6690-2': [1, 40],
  '777-3': [40, 600],
  '1988-5': [0, 320],
  '1751-7': [18, 55],
  '59261-8': [18, 130],
  '6301-6': [0.2, 6],
  '3016-3': [0.05, 20],
};

describe('a population', () => {
  it('has results and observations within what the living have', () => {
    for (const [code, [lowest, highest]] of Object.entries(limits)) {
      const found = values(code);
      expect(found.length, code).toBeGreaterThan(20);
      expect(Math.min(...found), code).toBeGreaterThanOrEqual(lowest);
      expect(Math.max(...found), code).toBeLessThanOrEqual(highest);
    }
  });

  it('flags a result exactly when it lies outside its range', () => {
    for (const observation of all('Observation')) {
      const flag = at(observation, 'interpretation', 0, 'coding', 0, 'code');
      if (flag === undefined) continue;
      const value = Number(at(observation, 'valueQuantity', 'value'));
      const low = Number(at(observation, 'referenceRange', 0, 'low', 'value'));
      const high = at(observation, 'referenceRange', 0, 'high', 'value');
      expect(String(flag).startsWith('H')).toBe(high !== undefined && value > Number(high));
      expect(String(flag).startsWith('L')).toBe(value < low);
    }
  });

  it('gives a fifth or more of results outside the range, and some very high', () => {
    const flags = all('Observation')
      .map((observation) => at(observation, 'interpretation', 0, 'coding', 0, 'code'))
      .filter((flag) => flag !== undefined);
    expect(flags.filter((flag) => flag !== 'N').length / flags.length).toBeGreaterThan(0.1);
    expect(flags).toContain('HH');
  });

  it('has about 100 resources a patient', () => {
    const resources = bundles.reduce((sum, { entries }) => sum + entries.length, 0);
    expect(resources / patients).toBeGreaterThan(80);
    expect(resources / patients).toBeLessThan(130);
  });

  it('has about one in eight on a ward, each in their own bed', () => {
    const beds = all('Encounter')
      .filter(({ status }) => status === 'in-progress')
      .map((stay) => String(at(stay, 'location', 1, 'location', 'display')));
    expect(beds.length).toBeGreaterThan(patients / 10);
    expect(beds.length).toBeLessThan(patients / 6);
    expect(new Set(beds).size).toBe(beds.length);
  });

  it('has some reports that nobody has acknowledged, but only of the last days', () => {
    const waiting = all('Task').filter(
      (task) => task.status === 'requested' && at(task, 'code', 'coding', 0, 'code') === 'acknowledge-result',
    );
    expect(waiting.length).toBeGreaterThan(10);
    for (const task of waiting)
      expect(Date.parse(String(task.authoredOn))).toBeGreaterThan(sketchMoment - 5 * 86_400_000);
  });

  it('places nothing before birth, and nothing but plans after now', () => {
    for (const { entries } of bundles) {
      const born = String(entries[0]?.resource.birthDate);
      for (const { resource } of entries.slice(1)) {
        const planned = resource.resourceType === 'Appointment' || resource.resourceType === 'Task';
        for (const [, date = ''] of JSON.stringify(resource).matchAll(/"(\d{4}(?:-\d\d-\d\d(?:T[^"]+)?)?)"/g)) {
          expect(date.slice(0, 10) >= born.slice(0, date.length), `${resource.resourceType} of ${date}`).toBe(true);
          if (!planned)
            expect(Date.parse(date), `${resource.resourceType} of ${date}`).toBeLessThanOrEqual(sketchMoment);
        }
      }
    }
  });

  it('has unique NHS and hospital numbers', () => {
    for (const place of [0, 1]) {
      const numbers = all('Patient').map((patient) => at(patient, 'identifier', place, 'value'));
      expect(new Set(numbers).size).toBe(patients);
    }
  });

  it('has both sexes, all ages and several ethnic categories', () => {
    const people = all('Patient');
    const women = people.filter(({ gender }) => gender === 'female').length / patients;
    expect(women).toBeGreaterThan(0.4);
    expect(women).toBeLessThan(0.65);
    const decades = new Set(people.map(({ birthDate }) => String(birthDate).slice(0, 3)));
    expect(decades.size).toBeGreaterThan(8);
    const categories = new Set(
      people.map((patient) => at(patient, 'extension', 0, 'valueCodeableConcept', 'coding', 0, 'code')),
    );
    expect(categories.size).toBeGreaterThan(6);
  });
});
