import { recordSpo2Scale } from '../clinical/record-spo2-scale.ts';
import { practitionerReference } from '../organisations/directory.ts';
import { tellMaryAdmission } from './mary-edwards-admission.ts';
import { tellMaryBackground } from './mary-edwards-background.ts';
import { tellMaryLetters } from './mary-edwards-letters.ts';
import { tellMaryMedicines } from './mary-edwards-medicines.ts';
import { tellMaryResults } from './mary-edwards-results.ts';
import type { Story } from './story.ts';

/** The first patient of every population: the one the safety stories, the sketches and the tests know by name. */
export const maryEdwards: Story = {
  key: 'mary-edwards',
  shows: 'A deteriorating patient: NEWS2 12, potassium 6.9, AKI, long QT, penicillin anaphylaxis, warfarin to apixaban',
  person: () => ({
    family: 'Edwards',
    given: ['Mary'],
    prefix: 'Mrs',
    gender: 'female',
    birthSex: 'F',
    birthDate: '1945-07-14',
    ethnicCategory: 'A',
    address: { line: ['23 Kingfisher Close'], city: 'Riverside', postalCode: 'XR1 4TB' },
    phone: '01632 960145',
    surgery: 'elm',
    maritalStatus: { code: 'W', display: 'Widowed' },
    nextOfKin: { name: 'Helen Edwards', relationship: 'Daughter', phone: '07700 900145' },
  }),
  tell(context) {
    const background = tellMaryBackground(context);
    const stay = tellMaryAdmission(context);
    recordSpo2Scale(
      context,
      { at: stay.start, performer: practitionerReference('okafor'), encounter: stay.encounter },
      1,
    );
    tellMaryMedicines(context, stay, background);
    tellMaryResults(context, stay);
    tellMaryLetters(context, stay);
  },
};
