import { tellLife } from '../life/tell-life.ts';
import { drawPerson } from '../people/draw-person.ts';
import type { Person } from '../people/person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import type { Story } from './story.ts';

/** Three of four sets of observations miss something. */
export const observationGaps: Story = {
  key: 'observation-gaps',
  shows: 'Incomplete sets of observations: NEWS2 is incomplete, never a total',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Grant',
      given: ['Delroy'],
      prefix: 'Mr',
      gender: 'male',
      birthSex: 'M',
      birthDate: birthDateOf(64.7, now),
      ethnicCategory: 'M',
    }),
  tell: (context) =>
    void tellLife(context, {
      conditions: ['hypertension'],
      bed: { ward: 'ward8', bed: 1 },
      acute: 'cellulitis',
      observations: 'with gaps',
      pastAdmissions: 0,
    }),
};

/** A visitor who fell ill: address in France, no surgery here. */
export const livesAbroad: Story = {
  key: 'lives-abroad',
  shows: 'An address abroad, no general practice, overseas residence',
  person: (random, now) => {
    const { surgery: _surgery, ...visitor } = drawPerson(random, now, {
      family: 'Lefèvre',
      given: ['Anne-Sophie'],
      prefix: 'Mme',
      gender: 'female',
      birthSex: 'F',
      birthDate: birthDateOf(49.3, now),
      ethnicCategory: 'C',
      overseas: true,
      address: {
        line: ['12 rue des Tilleuls inventés', 'Bâtiment B'],
        city: 'Villeneuve-sur-Papier',
        postalCode: '99123',
        country: 'France',
      },
      language: { code: 'fr', display: 'French', interpreter: true },
    });
    return visitor;
  },
  tell: (context) => void tellLife(context, { conditions: [], pastAdmissions: 1 }),
};

/** Arrived without papers: only the year of birth is known. */
export const yearOfBirthOnly: Story = {
  key: 'year-of-birth-only',
  shows: 'Only the year of birth is known',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Abdi',
      given: ['Yusuf'],
      prefix: 'Mr',
      gender: 'male',
      birthSex: 'M',
      birthDate: '1938',
      ethnicCategory: 'N',
      language: { code: 'so', display: 'Somali', interpreter: true },
    }),
  tell: (context) => void tellLife(context, { conditions: ['hypertension', 'prostate'], pastAdmissions: 0 }),
};

/** Registered this morning: there is a Patient and nothing else. */
export const nothingRecorded: Story = {
  key: 'nothing-recorded',
  shows: 'A Patient with nothing recorded: every panel says so in words',
  person: (random, now): Person => {
    const {
      phone: _phone,
      nextOfKin: _kin,
      maritalStatus: _status,
      ...bare
    } = drawPerson(random, now, {
      family: 'Moyo',
      given: ['Tendai'],
      prefix: 'Mr',
      gender: 'unknown',
      birthSex: 'M',
      birthDate: birthDateOf(22.5, now),
      ethnicCategory: '99',
    });
    return bare;
  },
  tell: () => undefined,
};
