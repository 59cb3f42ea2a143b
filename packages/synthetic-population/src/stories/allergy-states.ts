import { tellLife } from '../life/tell-life.ts';
import { drawPerson } from '../people/draw-person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import type { Story } from './story.ts';

/** Somebody asked, and there are none. */
export const noKnownAllergies: Story = {
  key: 'no-known-allergies',
  shows: 'The positive statement "No known allergy"',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Bennett',
      given: ['Claire'],
      prefix: 'Ms',
      gender: 'female',
      birthSex: 'F',
      birthDate: birthDateOf(44.9, now),
    }),
  tell: (context) => void tellLife(context, { conditions: ['migraine'], allergies: 'none known', pastAdmissions: 0 }),
};

/** Nobody ever wrote anything about allergies. */
export const allergiesNotRecorded: Story = {
  key: 'allergies-not-recorded',
  shows: 'No AllergyIntolerance at all: allergies not recorded',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Shaw',
      given: ['Trevor'],
      prefix: 'Mr',
      gender: 'male',
      birthSex: 'M',
      birthDate: birthDateOf(58.2, now),
    }),
  tell: (context) =>
    void tellLife(context, {
      conditions: ['hypertension', 'kneeOsteoarthritis'],
      allergies: 'not recorded',
      pastAdmissions: 0,
    }),
};
