import type { PatientContext } from '../clinical/patient-context.ts';
import { createLaboratoryLevels } from '../laboratory/laboratory-levels.ts';
import { drawConditions } from './draw-conditions.ts';
import type { Life } from './life.ts';
import type { LifeOptions } from './life-options.ts';
import { tellAllergies } from './tell-allergies.ts';
import { tellClinics } from './tell-clinics.ts';
import { tellCurrentStay } from './tell-current-stay.ts';
import { drawStayCount, tellPastStays } from './tell-past-stays.ts';
import { tellProblems } from './tell-problems.ts';
import { tellSurgeryVisits } from './tell-surgery-visits.ts';
import { tellVaccinations } from './tell-vaccinations.ts';
import { createVitalSignLevels } from './vital-sign-levels.ts';

/** Conditions that make influenza dangerous. */
const atRisk: ReadonlySet<string> = new Set([
  'asthma',
  'copd',
  'diabetes',
  'heartFailure',
  'coronaryHeartDisease',
  'chronicKidneyDisease',
]);

/** Writes a plausible life: problems, medicines, allergies, vaccinations, visits, clinics, stays, what is booked. */
export function tellLife(context: PatientContext, options: LifeOptions = {}): Life {
  const conditions = drawConditions(context, options.conditions);
  const medicines = tellProblems(context, conditions);
  const keys = conditions.map(({ condition }) => condition.key);
  if (medicines.includes('warfarin')) keys.push('warfarin');
  const life: Life = {
    context,
    conditions,
    keys,
    medicines,
    laboratory: createLaboratoryLevels(context, keys),
    vitalSigns: createVitalSignLevels(context, keys),
  };
  tellAllergies(context, options.allergies ?? 'drawn', medicines);
  tellVaccinations(
    context,
    keys.some((key) => atRisk.has(key)),
  );
  tellPastStays(life, options.pastAdmissions ?? drawStayCount(life));
  tellSurgeryVisits(life);
  tellClinics(life, options.ending === true);
  if (options.bed !== undefined) tellCurrentStay(life, options.bed, options);
  return life;
}
