import { recordTask } from '../clinical/record-task.ts';
import { illnessOf } from '../life/illness.ts';
import { tellLife } from '../life/tell-life.ts';
import { tellReport } from '../life/tell-report.ts';
import { drawPerson } from '../people/draw-person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import { hour } from '../time/durations.ts';
import { recordSets } from './record-sets.ts';
import type { Story } from './story.ts';
import { admit } from './ward-story.ts';

/** Sepsis from a pneumonia: NEWS2 climbs through a night and new confusion appears. */
export const deterioratingPatient: Story = {
  key: 'deteriorating-patient',
  shows: 'NEWS2 rising from 1 to 19 over twenty hours, with new confusion',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Pemberton',
      given: ['Harold', 'George'],
      prefix: 'Mr',
      gender: 'male',
      birthSex: 'M',
      birthDate: birthDateOf(68.4, now),
      surgery: 'harbour',
    }),
  tell(context) {
    const life = tellLife(context, {
      conditions: ['hypertension', 'diabetes'],
      allergies: 'none known',
      pastAdmissions: 1,
    });
    const { encounter, nurse, consultant } = admit(
      context,
      illnessOf('pneumonia'),
      { ward: 'ward1', bed: 3 },
      context.now - 22 * hour,
    );
    recordSets(context, { performer: nurse, encounter }, [
      [20, 18, 96, 'air', 132, 78, 92, 'alert', 37.6],
      [16, 19, 95, 'air', 128, 76, 94, 'alert', 37.9],
      [12, 21, 94, 'air', 118, 70, 102, 'alert', 38.4],
      [8, 23, 93, 2, 108, 62, 110, 'alert', 38.9],
      [4, 25, 92, 4, 98, 56, 118, 'alert', 39.2],
      [1, 28, 91, 8, 88, 48, 132, 'confusion', 39.4],
    ]);
    for (const hoursAgo of [21, 2]) {
      for (const panel of ['ureaAndElectrolytes', 'fullBloodCount', 'reactiveProtein'] as const) {
        const collected = context.now - hoursAgo * hour;
        const values = life.laboratory.draw(panel, collected, {
          fever: 1,
          inflammation: hoursAgo > 10 ? 0.7 : 1.6,
          breathing: 1,
          kidney: hoursAgo > 10 ? 0.2 : 0.7,
          bleeding: 0,
        });
        tellReport(context, { panel, collected, values, owner: consultant, encounter });
      }
    }
    recordTask(context, {
      text: 'Sepsis six: start within the hour',
      authored: context.now - hour,
      owner: consultant,
      priority: 'asap',
      encounter,
      due: context.now,
    });
  },
};
