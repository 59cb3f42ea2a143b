import { recordAllergy } from '../clinical/record-allergy.ts';
import { recordFlag } from '../clinical/record-flag.ts';
import { anaphylaxis } from '../data/allergens.ts';
import { surgeryOf } from '../life/surgery-of.ts';
import { tellLife } from '../life/tell-life.ts';
import { drawPerson } from '../people/draw-person.ts';
import { day } from '../time/durations.ts';
import type { Story } from './story.ts';

function lookAlike(key: string, given: readonly string[], conditions: readonly string[], allergic: boolean): Story {
  return {
    key,
    shows: 'Same name and birthday as another patient; only the NHS number and the address differ',
    person: (random, now) =>
      drawPerson(random, now, {
        family: 'Taylor',
        given,
        prefix: 'Mr',
        gender: 'male',
        birthSex: 'M',
        birthDate: '1958-03-02',
        surgery: 'elm',
        ethnicCategory: 'A',
      }),
    tell(context) {
      const { general } = surgeryOf(context);
      const since = context.now - 500 * day;
      recordFlag(context, {
        text: 'Same name and date of birth as another patient: check the NHS number',
        category: 'administrative',
        since,
        author: general,
      });
      tellLife(context, { conditions, allergies: allergic ? 'not recorded' : 'none known', pastAdmissions: 1 });
      if (allergic) {
        recordAllergy(context, {
          allergen: { substance: 'Penicillin', code: '764146007', category: 'medication', type: 'allergy' },
          manifestation: anaphylaxis,
          recorded: since,
          recorder: general,
        });
      }
    },
  };
}

/** Two men whom only their numbers tell apart; one must never have penicillin. */
export const lookAlikes: readonly Story[] = [
  lookAlike('look-alike-one', ['John'], ['hypertension', 'hyperlipidaemia'], true),
  lookAlike('look-alike-two', ['John', 'Alan'], ['diabetes'], false),
];
