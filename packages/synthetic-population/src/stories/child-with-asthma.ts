import { recordMedication } from '../clinical/record-medication.ts';
import { illnessOf } from '../life/illness.ts';
import { tellLife } from '../life/tell-life.ts';
import { drawPerson } from '../people/draw-person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import { hour } from '../time/durations.ts';
import { recordSets } from './record-sets.ts';
import type { Story } from './story.ts';
import { admit } from './ward-story.ts';

/** A child on the children's ward: NEWS2 must not be scored. */
export const childWithAsthma: Story = {
  key: 'child-with-asthma',
  shows: 'Under 16: observations without NEWS2, a parent as next of kin',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Chowdhury',
      given: ['Aisha'],
      prefix: 'Miss',
      gender: 'female',
      birthSex: 'F',
      birthDate: birthDateOf(9.3, now),
      ethnicCategory: 'K',
      surgery: 'quarry',
      nextOfKin: { name: 'Farhana Chowdhury', relationship: 'Mother', phone: '07700 900211' },
    }),
  tell(context) {
    tellLife(context, { conditions: ['asthma', 'eczema'], pastAdmissions: 1 });
    const { encounter, nurse, consultant } = admit(
      context,
      { ...illnessOf('asthmaAttack'), specialty: 'paediatrics' },
      { ward: 'children', bed: 2 },
      context.now - 14 * hour,
    );
    recordSets(context, { performer: nurse, encounter }, [
      [13, 38, 91, 4, 104, 62, 138, 'alert', 37.2],
      [9, 32, 93, 2, 106, 64, 128, 'alert', 37.1],
      [5, 28, 95, 1, 104, 60, 118, 'alert', 36.9],
      [1, 24, 96, 'air', 102, 62, 106, 'alert', 36.8],
    ]);
    for (const medicine of ['salbutamol', 'prednisolone'] as const) {
      recordMedication(context, {
        medicine,
        authored: context.now - 13 * hour,
        requester: consultant,
        setting: 'inpatient',
        encounter,
      });
    }
  },
};
