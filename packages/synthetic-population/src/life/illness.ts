import { type AcuteCondition, type AcuteEffect, acuteConditions } from '../data/acute-conditions.ts';
import type { Life } from './life.ts';

/** Not ill. */
export const well: AcuteEffect = { fever: 0, inflammation: 0, breathing: 0, kidney: 0, bleeding: 0 };

/** An effect made weaker or stronger, as an illness passes. */
export function scaled(effect: AcuteEffect, share: number): AcuteEffect {
  return {
    fever: effect.fever * share,
    inflammation: effect.inflammation * share,
    breathing: effect.breathing * share,
    kidney: effect.kidney * share,
    bleeding: effect.bleeding * share,
  };
}

/** What brings somebody of this age and with these conditions to hospital. */
export function drawIllness(life: Life, age: number): AcuteCondition {
  const { keys, context } = life;
  const possible = acuteConditions.filter(({ ages, key }) => {
    if (age < ages[0] || age > ages[1]) return false;
    if (key === 'copdExacerbation') return keys.includes('copd');
    return key !== 'asthmaAttack' || keys.includes('asthma');
  });
  return context.random.weighted(possible);
}

/** The acute condition of this key. */
export function illnessOf(key: string): AcuteCondition {
  const found = acuteConditions.find((condition) => condition.key === key);
  if (found === undefined) throw new RangeError(`No acute condition is called ${key}. Take one of the table.`);
  return found;
}
