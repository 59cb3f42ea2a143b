import { recordEncounter } from '../clinical/record-encounter.ts';
import { illnessOf } from '../life/illness.ts';
import { surgeryOf } from '../life/surgery-of.ts';
import { tellLife } from '../life/tell-life.ts';
import { tellStay } from '../life/tell-stay.ts';
import { drawPerson } from '../people/draw-person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import { day, hour, minute } from '../time/durations.ts';
import type { Story } from './story.ts';

/** Died on the ward twelve days ago. */
export const deathInHospital: Story = {
  key: 'death-in-hospital',
  shows: 'A death in hospital: banner of a deceased patient, age at death, discharge method "Patient died"',
  diedDaysAgo: 12,
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Braithwaite',
      given: ['Arthur'],
      prefix: 'Mr',
      gender: 'male',
      birthSex: 'M',
      birthDate: birthDateOf(87.6, now),
      surgery: 'sands',
    }),
  tell(context) {
    const life = tellLife(context, {
      conditions: ['heartFailure', 'chronicKidneyDisease', 'atrialFibrillation'],
      pastAdmissions: 1,
      ending: true,
    });
    const end = context.now;
    const start = end - 5 * day;
    tellStay(life, {
      illness: illnessOf('heartFailure'),
      bed: { ward: 'ward5', bed: 4 },
      start,
      end,
      died: true,
      observed: [start, start + day, start + 2 * day, end - 30 * hour, end - 12 * hour],
      severity: (at) => 0.7 + (at - start) / (end - start),
    });
  },
};

/** Died at home half a year ago, after which nothing was written. */
export const deathAtHome: Story = {
  key: 'death-at-home',
  shows: 'A death at home half a year ago',
  diedDaysAgo: 183,
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Gallagher',
      given: ['Maureen'],
      prefix: 'Mrs',
      gender: 'female',
      birthSex: 'F',
      birthDate: birthDateOf(92.1, now),
      ethnicCategory: 'B',
      surgery: 'quarry',
    }),
  tell(context) {
    tellLife(context, {
      conditions: ['dementia', 'osteoporosis'],
      allergies: 'none known',
      pastAdmissions: 0,
      ending: true,
    });
    const { key: organisation, practitioner } = surgeryOf(context);
    recordEncounter(context, {
      kind: 'telephone',
      start: context.now,
      end: context.now + 15 * minute,
      organisation,
      practitioner,
      reason: 'Daughter telephoned: died peacefully at home',
    });
  },
};
