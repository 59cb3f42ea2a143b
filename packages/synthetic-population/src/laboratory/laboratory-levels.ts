import type { PatientContext } from '../clinical/patient-context.ts';
import type { AcuteEffect } from '../data/acute-conditions.ts';
import { type LaboratoryPanelKey, laboratoryPanels } from '../data/laboratory-panels.ts';
import { type LaboratoryTestKey, laboratoryTests } from '../data/laboratory-tests.ts';
import { ageInYears } from '../time/age.ts';
import { filtrationRate } from './filtration-rate.ts';
import type { LaboratoryTest } from './laboratory-test.ts';

/** Values of one panel. */
export type LaboratoryValues = Partial<Record<LaboratoryTestKey, number>>;

/** Where a patient's blood tests lie, moving a little from one sample to the next. */
export interface LaboratoryLevels {
  /**
   * The values of a panel at a time.
   *
   * @param effect how ill the patient is then; absent when they are well
   * @param key the acute condition behind it
   */
  draw(panel: LaboratoryPanelKey, at: number, effect?: AcuteEffect, key?: string): LaboratoryValues;
}

/** How a long-term condition moves where tests lie: lowest and highest usual level. */
const shifts: Readonly<Record<string, Partial<Record<LaboratoryTestKey, readonly [number, number]>>>> = {
  chronicKidneyDisease: { creatinine: [118, 168], urea: [8.5, 13], potassium: [4.6, 5.3], haemoglobin: [108, 124] },
  diabetes: { glycatedHaemoglobin: [48, 82] },
  anaemia: { haemoglobin: [94, 114], meanCellVolume: [72, 80] },
  hypothyroidism: { thyroidStimulating: [1.2, 6.4], freeThyroxine: [11.4, 16] },
  hyperlipidaemia: { cholesterol: [4.4, 7.1] },
  heartFailure: { sodium: [131, 137], urea: [7, 11] },
  rheumatoidArthritis: { reactiveProtein: [6, 22], haemoglobin: [110, 126] },
};

const clamp = (value: number, lowest: number, highest: number): number => Math.max(lowest, Math.min(highest, value));

/** @param conditions keys of the patient's long-term conditions; `warfarin` among them sets the INR */
export function createLaboratoryLevels(context: PatientContext, conditions: readonly string[]): LaboratoryLevels {
  const { random, person, age } = context;
  const usual = new Map<LaboratoryTestKey, number>();
  const latest = new Map<LaboratoryTestKey, number>();

  function usualLevel(key: LaboratoryTestKey): number {
    const found = usual.get(key);
    if (found !== undefined) return found;
    const test: LaboratoryTest = laboratoryTests[key];
    const mean =
      age < 12 && test.child !== undefined
        ? test.child.mean
        : person.birthSex === 'F'
          ? (test.female?.mean ?? test.mean)
          : test.mean;
    let level = random.around(mean, test.spread);
    for (const condition of conditions) {
      const range = shifts[condition]?.[key];
      if (range !== undefined) level = range[0] + random.next() * (range[1] - range[0]);
    }
    if (key === 'normalisedRatio' && conditions.includes('warfarin')) level = 2.5;
    usual.set(key, level);
    return level;
  }

  function drawTest(key: LaboratoryTestKey): number {
    const test: LaboratoryTest = laboratoryTests[key];
    const level = usualLevel(key);
    const before = latest.get(key) ?? level;
    const spread = key === 'normalisedRatio' && level > 2 ? 0.4 : test.spread * 0.7;
    const value = Math.max(test.low * 0.3, level + (before - level) * 0.45 + random.around(0, spread));
    latest.set(key, value);
    return value;
  }

  function draw(panel: LaboratoryPanelKey, at: number, effect?: AcuteEffect, key?: string): LaboratoryValues {
    const values: LaboratoryValues = {};
    for (const test of laboratoryPanels[panel].tests) {
      const well = drawTest(test);
      values[test] = effect === undefined ? well : fallIll(test, well, effect, key);
    }
    const atAge = ageInYears(person.birthDate, at);
    if (values.creatinine !== undefined) {
      values.creatinine = Math.round(values.creatinine);
      if (atAge >= 18) values.filtration = filtrationRate(values.creatinine, atAge, person.birthSex);
      else delete values.filtration;
    }
    if (values.whiteCells !== undefined) {
      values.neutrophils =
        values.whiteCells * clamp(0.58 + 0.25 * (effect?.inflammation ?? 0) + random.around(0, 0.02), 0.3, 0.92);
    }
    return values;
  }

  function fallIll(test: LaboratoryTestKey, well: number, effect: AcuteEffect, key: string | undefined): number {
    const { inflammation, kidney, bleeding } = effect;
    const some = 0.7 + random.next() * 0.6;
    switch (test) {
      case 'reactiveProtein':
        return well + 160 * inflammation * some;
      case 'whiteCells':
        return well + 7 * inflammation * some;
      case 'platelets':
        return well + 60 * inflammation * some;
      case 'albumin':
        return clamp(well - 8 * inflammation * some, 20, 50);
      case 'creatinine':
        return well * (1 + 1.2 * kidney * some);
      case 'urea':
        return well * (1 + 1.5 * (kidney + bleeding * 0.6) * some);
      case 'potassium':
        return clamp(well + 1.2 * kidney * some, 2.6, 6.8);
      case 'sodium':
        return clamp(well - 5 * kidney * some, 121, 150);
      case 'haemoglobin':
        return clamp(well - 38 * bleeding * some, 62, 185);
      case 'troponin':
        return key === 'myocardialInfarction' ? 90 + 900 * random.next() : well + 14 * random.next();
      default:
        return well;
    }
  }

  return { draw };
}
