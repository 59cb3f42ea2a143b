import type { PatientContext } from '../clinical/patient-context.ts';
import type { VitalSigns } from '../clinical/vital-signs.ts';
import type { AcuteEffect } from '../data/acute-conditions.ts';

interface Usual {
  readonly respiratoryRate: number;
  readonly heartRate: number;
  readonly systolic: number;
  readonly oxygenSaturation: number;
}

function usualFor(context: PatientContext, conditions: readonly string[]): Usual {
  const { age, random } = context;
  const oxygenSaturation = conditions.includes('copd') ? 91 : 97.5;
  if (age < 1) return { respiratoryRate: 38, heartRate: 136, systolic: 82, oxygenSaturation };
  if (age < 5) return { respiratoryRate: 27, heartRate: 112, systolic: 95, oxygenSaturation };
  if (age < 12) return { respiratoryRate: 21, heartRate: 92, systolic: 104, oxygenSaturation };
  const systolic = random.around(124, 7) + (conditions.includes('hypertension') ? 12 : 0);
  return { respiratoryRate: 15, heartRate: random.around(74, 6), systolic, oxygenSaturation };
}

const clamp = (value: number, lowest: number, highest: number): number =>
  Math.round(Math.max(lowest, Math.min(highest, value)));

/** Draws a complete set of observations. @param effect how ill the patient is then */
export type DrawVitalSigns = (effect: AcuteEffect) => VitalSigns;

/** Where somebody's observations lie. NEWS2 makes of them what it makes: nothing is fitted to a score. */
export function createVitalSignLevels(context: PatientContext, conditions: readonly string[]): DrawVitalSigns {
  const { random } = context;
  const usual = usualFor(context, conditions);
  const oxygenBelow = conditions.includes('copd') ? 88 : 93;
  return (effect) => {
    const { fever, inflammation, breathing, bleeding } = effect;
    const respiratoryRate = clamp(random.around(usual.respiratoryRate, 1.2) + 8 * breathing + 2 * fever, 8, 60);
    const onAir = clamp(random.around(usual.oxygenSaturation, 0.8) - 5 * breathing, 80, 100);
    const needsOxygen = onAir < oxygenBelow;
    const systolic = clamp(random.around(usual.systolic, 6) - 10 * inflammation - 16 * bleeding, 70, 210);
    return {
      respiratoryRate,
      oxygenSaturation: needsOxygen ? clamp(onAir + 3, 80, 98) : onAir,
      inspiredOxygen: needsOxygen ? random.pick([1, 2, 2, 4]) : 'air',
      systolic,
      diastolic: clamp(systolic * 0.6 + random.around(0, 4), 35, systolic - 15),
      heartRate: clamp(random.around(usual.heartRate, 5) + 18 * fever + 16 * bleeding + 8 * breathing, 42, 190),
      consciousness: random.chance(0.06 * fever) ? 'confusion' : 'alert',
      temperature: Math.round((random.around(36.7, 0.22) + 1.6 * fever) * 10) / 10,
    };
  };
}
