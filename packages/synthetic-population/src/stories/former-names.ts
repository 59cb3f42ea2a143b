import { tellLife } from '../life/tell-life.ts';
import { drawPerson } from '../people/draw-person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import type { Story } from './story.ts';

/** Married in 2019: letters before that carry another family name. */
export const maidenName: Story = {
  key: 'maiden-name',
  shows: 'A maiden name that searches must still find',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Fairclough',
      given: ['Gemma', 'Louise'],
      prefix: 'Mrs',
      gender: 'female',
      birthSex: 'F',
      birthDate: birthDateOf(35.4, now),
      otherNames: [
        {
          use: 'maiden',
          text: 'ASHWORTH, Gemma Louise (Miss)',
          family: 'Ashworth',
          given: ['Gemma', 'Louise'],
          prefix: ['Miss'],
          period: { end: '2019-08-17' },
        },
      ],
    }),
  tell: (context) => void tellLife(context, { conditions: ['asthma', 'hayFever'] }),
};

/** A superseded name that must not be shown as the name, and a gender that differs from the sex registered at birth. */
export const formerName: Story = {
  key: 'former-name',
  shows: 'A former official name with an end, and a gender other than the sex registered at birth',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Turner',
      given: ['Robin', 'Elise'],
      prefix: 'Ms',
      gender: 'female',
      birthSex: 'M',
      birthDate: birthDateOf(27.9, now),
      otherNames: [
        {
          use: 'old',
          text: 'TURNER, Robert (Mr)',
          family: 'Turner',
          given: ['Robert'],
          prefix: ['Mr'],
          period: { end: '2022-05-03' },
        },
      ],
    }),
  tell: (context) => void tellLife(context, { conditions: ['anxiety'] }),
};
