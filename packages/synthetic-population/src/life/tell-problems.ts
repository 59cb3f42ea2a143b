import type { PatientContext } from '../clinical/patient-context.ts';
import { recordCondition } from '../clinical/record-condition.ts';
import { recordMedication } from '../clinical/record-medication.ts';
import type { MedicineKey } from '../data/medicines.ts';
import { day, year } from '../time/durations.ts';
import { ukDate } from '../time/uk-date-time.ts';
import { workingTime } from '../time/working-time.ts';
import type { DrawnCondition } from './draw-conditions.ts';
import { surgeryOf } from './surgery-of.ts';

/** Long-term problems on the list, and the medicines they led to. @returns the medicines in use now */
export function tellProblems(context: PatientContext, conditions: readonly DrawnCondition[]): MedicineKey[] {
  const { random, now } = context;
  const { general } = surgeryOf(context);
  const inUse: MedicineKey[] = [];
  for (const { condition, onset } of conditions) {
    const recorded = workingTime(random, onset + 3 * day);
    const problem = recordCondition(context, {
      code: condition.code,
      display: condition.display,
      // Old problems are often known by their year alone.
      onset: now - onset > 8 * year ? ukDate(onset).slice(0, 4) : ukDate(onset),
      recorded,
      recorder: general,
    });
    for (const step of condition.treatment) {
      if (!random.chance(0.82)) continue;
      const medicine = random.pick(step);
      if (inUse.includes(medicine)) continue;
      const authored = Math.min(now - 2 * day, workingTime(random, recorded + random.integer(1, 400) * day));
      tellChange(context, medicine, authored);
      recordMedication(context, { medicine, authored, requester: general, setting: 'community', reason: problem });
      inUse.push(medicine);
    }
  }
  return inUse;
}

/** Some medicines did not suit, and another was tried first. */
function tellChange(context: PatientContext, medicine: MedicineKey, authored: number): void {
  const earlier = earlierChoice[medicine];
  if (earlier === undefined || !context.random.chance(0.35)) return;
  const started = authored - context.random.integer(30, 300) * day;
  if (started < context.born + year) return;
  recordMedication(context, {
    medicine: earlier.medicine,
    authored: started,
    requester: surgeryOf(context).general,
    setting: 'community',
    status: 'stopped',
    statusReason: earlier.reason,
    ended: authored,
  });
}

const earlierChoice: Readonly<
  Partial<Record<MedicineKey, { readonly medicine: MedicineKey; readonly reason: string }>>
> = {
  losartan: { medicine: 'ramipril', reason: 'Dry cough' },
  apixaban: { medicine: 'warfarin', reason: 'Unstable INR' },
  sertraline: { medicine: 'citalopram', reason: 'No benefit' },
  gliclazide: { medicine: 'metformin', reason: 'Diarrhoea' },
  lansoprazole: { medicine: 'omeprazole', reason: 'No benefit' },
  coCodamol: { medicine: 'paracetamol', reason: 'Pain not controlled' },
  clopidogrel: { medicine: 'aspirin', reason: 'Indigestion' },
};
