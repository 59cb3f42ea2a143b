import { recordBodyMeasures } from '../clinical/record-body-measures.ts';
import { recordEncounter } from '../clinical/record-encounter.ts';
import { recordVitalSigns } from '../clinical/record-vital-signs.ts';
import type { LaboratoryPanelKey } from '../data/laboratory-panels.ts';
import { day, minute, year } from '../time/durations.ts';
import { workingTime } from '../time/working-time.ts';
import { well } from './illness.ts';
import type { Life } from './life.ts';
import { surgeryOf } from './surgery-of.ts';
import { tellReport } from './tell-report.ts';

/** What a surgery asks for each year, by condition (or by medicine). */
const monitoring: Readonly<Record<string, readonly LaboratoryPanelKey[]>> = {
  hypertension: ['ureaAndElectrolytes'],
  heartFailure: ['ureaAndElectrolytes'],
  chronicKidneyDisease: ['ureaAndElectrolytes', 'fullBloodCount'],
  diabetes: ['glycatedHaemoglobin', 'ureaAndElectrolytes', 'cholesterol'],
  hypothyroidism: ['thyroidFunction'],
  hyperlipidaemia: ['cholesterol', 'liverFunction'],
  coronaryHeartDisease: ['cholesterol'],
  anaemia: ['fullBloodCount'],
  rheumatoidArthritis: ['fullBloodCount', 'liverFunction', 'reactiveProtein'],
  atrialFibrillation: ['ureaAndElectrolytes', 'fullBloodCount'],
  warfarin: ['clotting'],
};

const reasons = [
  'Long-term condition review',
  'Blood pressure check',
  'Tiredness',
  'Back pain',
  'Cough',
  'Medication review',
  'Skin rash',
  'Headache',
  'Knee pain',
  'Low mood',
] as const;

/** Visits to the surgery, spread over the last years: measurements and the blood tests that conditions call for. */
export function tellSurgeryVisits(life: Life): void {
  const { context, keys } = life;
  const { random, now, born, age } = context;
  const { key: organisation, practitioner, general } = surgeryOf(context);
  const panels = new Set(keys.flatMap((key) => monitoring[key] ?? []));
  const visits = panels.size === 0 ? random.integer(2, 3) : 6;
  const adult = {
    kilograms: random.around(context.person.birthSex === 'F' ? 71 : 84, 11),
    centimetres: Math.round(random.around(context.person.birthSex === 'F' ? 162 : 175, 6)),
  };
  for (let place = visits; place >= 1; place--) {
    const start = workingTime(random, now - (place - 1) * 0.8 * year - random.integer(9, 240) * day);
    if (start < born + 10 * day) continue;
    const encounter = recordEncounter(context, {
      kind: random.chance(0.15) ? 'telephone' : 'surgery',
      start,
      end: start + 12 * minute,
      organisation,
      practitioner,
      reason: random.pick(reasons),
    });
    const event = { at: start + 5 * minute, performer: general, encounter };
    if (age >= 18) {
      const { systolic, diastolic, heartRate } = life.vitalSigns(well);
      if (systolic !== undefined && diastolic !== undefined && heartRate !== undefined) {
        recordVitalSigns(context, event, { systolic, diastolic, heartRate });
      }
      if (place === 1) recordBodyMeasures(context, event, adult);
    } else recordBodyMeasures(context, event, { kilograms: childWeight((start - born) / year) });
    for (const panel of panels) {
      const collected = start + 10 * minute;
      tellReport(context, {
        panel,
        collected,
        values: life.laboratory.draw(panel, collected),
        owner: general,
        encounter,
      });
    }
  }
}

/** Rough middle of the growth charts in kilograms. */
export function childWeight(age: number): number {
  if (age < 1) return 3.5 + 6 * age;
  return age < 10 ? 7.5 + age * 2.4 : 31.5 + (age - 10) * 4.6;
}
