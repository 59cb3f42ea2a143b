import type { PatientContext } from '../clinical/patient-context.ts';
import { type LongTermCondition, longTermConditions } from '../data/long-term-conditions.ts';
import { year } from '../time/durations.ts';

/** A long-term condition of one patient. */
export interface DrawnCondition {
  readonly condition: LongTermCondition;
  /** When it began, in milliseconds. */
  readonly onset: number;
}

/** The ages at which `prevalence` is given. */
const ages = [10, 30, 50, 70, 90] as const;

/** How common a condition is at an age, on straight lines between the ages given. */
export function prevalenceAt(condition: LongTermCondition, age: number): number {
  const { prevalence } = condition;
  if (age < ages[0]) return prevalence[0] * Math.min(1, age / 4);
  for (let place = 1; place < ages.length; place++) {
    const older = ages[place]!;
    if (age > older) continue;
    const share = (age - ages[place - 1]!) / 20;
    return prevalence[place - 1]! + (prevalence[place]! - prevalence[place - 1]!) * share;
  }
  return prevalence[4];
}

/** The long-term conditions of a patient: those named, or drawn by age and sex; oldest first. */
export function drawConditions(context: PatientContext, keys: readonly string[] | undefined): DrawnCondition[] {
  const { random, age, person, now, born } = context;
  const drawn: DrawnCondition[] = [];
  for (const condition of longTermConditions) {
    const fits = condition.sex === undefined || (condition.sex === 'male') === (person.birthSex === 'M');
    const has =
      keys === undefined ? random.chance(fits ? prevalenceAt(condition, age) : 0) : keys.includes(condition.key);
    if (!has) continue;
    const lived = (now - born) / year;
    const yearsAgo = Math.max(0.1, Math.min(lived * 0.8, random.around(7, 4)));
    drawn.push({ condition, onset: now - yearsAgo * year });
  }
  return drawn.sort((one, other) => one.onset - other.onset);
}
