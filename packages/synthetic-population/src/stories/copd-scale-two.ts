import { recordMedication } from '../clinical/record-medication.ts';
import { recordSpo2Scale } from '../clinical/record-spo2-scale.ts';
import { illnessOf } from '../life/illness.ts';
import { tellLife } from '../life/tell-life.ts';
import { drawPerson } from '../people/draw-person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import { hour } from '../time/durations.ts';
import { recordSets } from './record-sets.ts';
import type { Story } from './story.ts';
import { admit } from './ward-story.ts';

/** Chronic hypercapnic failure: the consultant chose SpO₂ scale 2 two hours after admission. */
export const copdScaleTwo: Story = {
  key: 'copd-scale-two',
  shows: 'SpO₂ scale 2 by a recorded decision: 90% on air scores 0, 95% on oxygen scores 2',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Hargreaves',
      given: ['Brenda'],
      prefix: 'Mrs',
      gender: 'female',
      birthSex: 'F',
      birthDate: birthDateOf(73.5, now),
      surgery: 'sands',
    }),
  tell(context) {
    tellLife(context, { conditions: ['copd', 'osteoporosis'], pastAdmissions: 2 });
    const start = context.now - 26 * hour;
    const { encounter, nurse, consultant } = admit(
      context,
      illnessOf('copdExacerbation'),
      { ward: 'ward1', bed: 9 },
      start,
    );
    recordSpo2Scale(context, { at: start + 2 * hour, performer: consultant, encounter }, 2);
    recordSets(context, { performer: nurse, encounter }, [
      [24, 26, 84, 'air', 142, 80, 108, 'alert', 37.9],
      [20, 24, 90, 1, 138, 78, 102, 'alert', 37.7],
      [14, 22, 95, 2, 136, 78, 96, 'alert', 37.4],
      [8, 20, 91, 1, 134, 76, 90, 'alert', 37.1],
      [2, 19, 90, 'air', 132, 76, 86, 'alert', 36.9],
    ]);
    for (const medicine of ['prednisolone', 'doxycycline'] as const) {
      recordMedication(context, {
        medicine,
        authored: start + hour,
        requester: consultant,
        setting: 'inpatient',
        encounter,
      });
    }
  },
};
