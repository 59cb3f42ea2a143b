import type { PatientContext } from '../clinical/patient-context.ts';
import { recordImmunization } from '../clinical/record-immunization.ts';
import { coronavirusVaccination, influenzaVaccination, routineVaccinations } from '../data/vaccines.ts';
import { day, year } from '../time/durations.ts';
import { workingTime } from '../time/working-time.ts';
import { surgeryOf } from './surgery-of.ts';

/** Vaccinations by age, as far back as records go. */
export function tellVaccinations(context: PatientContext, atRisk: boolean): void {
  const { random, born, now, age } = context;
  const performer = surgeryOf(context).organisation;
  for (const vaccination of routineVaccinations) {
    if (!random.chance(vaccination.uptake)) continue;
    for (const [dose, atAge] of vaccination.ages.entries()) {
      const given = workingTime(random, born + atAge * year + random.integer(3, 25) * day);
      if (given >= now || given < Date.UTC(vaccination.since, 0, 1) || given < born + 20 * day) continue;
      recordImmunization(context, { ...vaccination, given, performer, dose: dose + 1 });
    }
  }
  if (age >= 18 && random.chance(0.8)) {
    for (const [dose, given] of [Date.UTC(2021, 2, 3), Date.UTC(2021, 4, 19)].entries()) {
      const on = workingTime(random, given + random.integer(0, 60) * day);
      if (on > born + 16 * year)
        recordImmunization(context, {
          ...coronavirusVaccination,
          given: on,
          performer,
          dose: dose + 1,
          site: 'left arm',
        });
    }
  }
  if (age < 65 && !atRisk) return;
  const thisYear = new Date(now).getUTCFullYear();
  for (let season = thisYear - 2; season <= thisYear; season++) {
    const given = workingTime(random, Date.UTC(season, 9, 5) + random.integer(0, 40) * day);
    if (given >= now || given < born + 0.5 * year || !random.chance(0.75)) continue;
    recordImmunization(context, { ...influenzaVaccination, given, performer, dose: 1, site: 'left arm' });
  }
}
