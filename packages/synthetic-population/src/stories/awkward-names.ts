import { tellLife } from '../life/tell-life.ts';
import { drawPerson } from '../people/draw-person.ts';
import type { Person } from '../people/person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import type { Story } from './story.ts';

function named(key: string, shows: string, age: number, what: Partial<Person>): Story {
  return {
    key,
    shows,
    person: (random, now) => {
      const drawn = drawPerson(random, now, { birthDate: birthDateOf(age, now), ...what });
      if (!('family' in what) || what.family !== undefined) return drawn;
      const { family: _family, ...mononymous } = drawn;
      return mononymous;
    },
    tell: (context) => void tellLife(context),
  };
}

const woman = { gender: 'female', birthSex: 'F' } as const;
const man = { gender: 'male', birthSex: 'M' } as const;

/** Names that break programs. Each is invented. */
export const awkwardNames: readonly Story[] = [
  named('name-apostrophe-hyphen', 'Apostrophe, hyphen and circumflex in one name', 36.6, {
    ...woman,
    family: "O'Shaughnessy-Ng",
    given: ['Siân', 'Mary-Jo'],
    prefix: 'Dr',
  }),
  named('name-mononym', 'One name only, held as the family name', 52.3, {
    ...man,
    family: 'Suhartono',
    given: [],
    prefix: 'Mr',
    nameText: 'SUHARTONO (Mr)',
  }),
  named('name-given-only', 'A given name without a family name', 29.4, {
    ...woman,
    family: undefined,
    given: ['Thiri'],
    nameText: 'Thiri',
  }),
  named('name-very-long', 'A very long name that has to wrap', 61.7, {
    ...man,
    family: 'Featherstonehaugh-Cholmondeley-Marjoribanks de Montmorency-Wriothesley',
    given: ['Peregrine', 'Bartholomew', 'Maximilian', 'Aloysius', 'Theophilus'],
    prefix: 'The Right Reverend Professor',
  }),
  named('name-chinese', 'Chinese characters beside the Latin spelling', 66.2, {
    ...woman,
    family: 'Wang',
    given: ['Xiuying'],
    prefix: 'Mrs',
    ethnicCategory: 'R',
    language: { code: 'zh', display: 'Chinese', interpreter: true },
    otherNames: [{ use: 'usual', text: '王秀英', family: '王', given: ['秀英'] }],
  }),
  named('name-urdu', 'A right-to-left script beside the Latin spelling', 47.5, {
    ...man,
    family: 'Hussain',
    given: ['Muhammad', 'Tariq'],
    prefix: 'Mr',
    ethnicCategory: 'J',
    language: { code: 'ur', display: 'Urdu', interpreter: true },
    otherNames: [{ use: 'usual', text: 'محمد طارق حسین', family: 'حسین', given: ['محمد', 'طارق'] }],
  }),
  named('name-accents', 'Letters with marks that searches must see through', 33.1, {
    ...woman,
    family: 'Đặng-Łukaszewicz',
    given: ['Zoë', 'Ørjan'],
    prefix: 'Mx',
    gender: 'other',
  }),
  named('name-preferred', 'Known by another name than the official one', 78.8, {
    ...man,
    family: 'ffoulkes',
    given: ['William', 'Ignatius'],
    prefix: 'Mr',
    otherNames: [{ use: 'usual', text: 'Bill', family: 'ffoulkes', given: ['Bill'] }],
  }),
];
