import type { PatientContext } from '../clinical/patient-context.ts';
import { recordFlag } from '../clinical/record-flag.ts';
import { practitionerReference } from '../organisations/directory.ts';
import { day } from '../time/durations.ts';
import { currentBed } from './current-bed.ts';
import { tellLife } from './tell-life.ts';

const flags = [
  { text: 'Falls risk', category: 'safety' },
  { text: 'Uses a hearing aid', category: 'administrative' },
  { text: 'Multidrug-resistant organism found on screening', category: 'clinical' },
  { text: 'Lasting power of attorney for health in place', category: 'administrative' },
] as const;

/** @param index place of the patient in the population, which decides who is on a ward */
export function tellDrawnLife(context: PatientContext, index: number): void {
  const bed = currentBed(index, context.age);
  tellLife(context, bed === undefined ? {} : { bed });
  const { random, now, age } = context;
  if (age >= 60 && random.chance(0.18)) {
    recordFlag(context, {
      ...random.pick(flags),
      since: now - random.integer(10, 700) * day,
      author: practitionerReference('mcallister'),
    });
  }
}
