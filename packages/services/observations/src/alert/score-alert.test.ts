import {
  type News2Values,
  nextSet,
  type PatientFacts,
  type ScoredSet,
  scoreValues,
} from '@baseplate-epr/clinical-format';
import { expect, test } from 'vitest';
import { scoreAlert } from './score-alert.ts';

const now = Date.UTC(2026, 10, 21, 8, 14);
const hour = 3_600_000;
const well: News2Values = {
  respirations: 16,
  oxygenSaturation: 97,
  supplementalOxygen: false,
  systolicBloodPressure: 125,
  pulse: 75,
  consciousness: 'A',
  temperature: 36.8,
};
const admitted: PatientFacts = {
  patient: { resourceType: 'Patient', birthDate: '1950-01-01' },
  decisions: [],
  pregnancies: [],
  admissions: [
    {
      resourceType: 'Encounter',
      status: 'in-progress',
      class: { code: 'IMP' },
      period: { start: '2026-11-20T08:00:00Z' },
    },
  ],
};

function set(values: News2Values, hoursAgo: number): ScoredSet {
  const at = now - hoursAgo * hour;
  const time = new Date(at).toISOString();
  const panel = { resourceType: 'Observation', status: 'final', code: {} } as const;
  const who = { person: undefined, organisation: undefined, struck: undefined };
  return { panel, members: [], time, at, ...who, values, ...scoreValues(values, admitted, at) };
}

test('a single 3 is a caution that names the parameter', () => {
  expect(scoreAlert([set({ ...well, pulse: 39 }, 1)], admitted, now)).toMatchObject({
    tone: 'caution',
    fact: 'NEWS2 3: urgent ward review (Pulse scores 3)',
  });
});

test('a low score is no alert; 5 and 7 are urgent', () => {
  expect(scoreAlert([set({ ...well, pulse: 95 }, 1)], admitted, now)).toBeUndefined();
  const five = { ...well, pulse: 115, respirations: 22, temperature: 38.5 };
  expect(scoreAlert([set(five, 1)], admitted, now)).toMatchObject({ tone: 'urgent', fact: 'NEWS2 5: urgent response' });
  const seven = { ...five, supplementalOxygen: true };
  expect(scoreAlert([set(seven, 1)], admitted, now)?.fact).toBe('NEWS2 7: emergency response');
});

test('a gap after a high score does not hide it', () => {
  const { temperature: _missing, ...gap } = well;
  const high = set({ ...well, pulse: 135, respirations: 26, supplementalOxygen: true }, 2);
  expect(scoreAlert([set(gap, 1), high], admitted, now)?.fact).toContain('Last complete set: NEWS2 8');
  expect(scoreAlert([set(gap, 1), set(well, 2)], admitted, now)).toBeUndefined();
});

test('nothing for the dead, nor a day after the last set of somebody who is not admitted', () => {
  const high = set({ ...well, pulse: 135, respirations: 26 }, 30);
  const home = { ...admitted, admissions: [] };
  expect(scoreAlert([high], home, now)).toBeUndefined();
  expect(scoreAlert([high], admitted, now)).toBeDefined();
  const dead = { ...admitted, patient: { ...admitted.patient, deceasedBoolean: true } };
  expect(scoreAlert([high], dead, now)).toBeUndefined();
  expect(nextSet(high, dead, now, {})).toBeUndefined();
});

test.each([
  [well, 12],
  [{ ...well, pulse: 95 }, 6],
  [{ ...well, pulse: 39 }, 1],
])('the next set is due by the frequency the score asks for', (values, hours) => {
  expect(nextSet(set(values, 0), admitted, now, {})?.due).toBe(now + hours * hour);
});

test('without a set since coming in, one is due within the hour; a set from months ago does not count', () => {
  const due = Date.UTC(2026, 10, 20, 9);
  expect(nextSet(undefined, admitted, now, {})).toEqual({ due, overdue: true });
  expect(nextSet(set(well, 2000), admitted, now, {})).toEqual({ due, overdue: true });
});
