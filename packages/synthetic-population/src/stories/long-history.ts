import { recordEncounter } from '../clinical/record-encounter.ts';
import { recordVitalSigns } from '../clinical/record-vital-signs.ts';
import { well } from '../life/illness.ts';
import { tellLife } from '../life/tell-life.ts';
import { tellReport } from '../life/tell-report.ts';
import { practitionerReference } from '../organisations/directory.ts';
import { drawPerson } from '../people/draw-person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import { day, hour } from '../time/durations.ts';
import { workingTime } from '../time/working-time.ts';
import type { Story } from './story.ts';

const visits = 110;

/** Ten years of a kidney clinic every five weeks, and fourteen stays. */
export const longHistory: Story = {
  key: 'long-history',
  shows: 'A very long record: at least 1,500 resources over ten years, in hospital now',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Llewellyn',
      given: ['Gethin', 'Emrys'],
      prefix: 'Mr',
      gender: 'male',
      birthSex: 'M',
      birthDate: birthDateOf(71.8, now),
      surgery: 'elm',
    }),
  tell(context) {
    const life = tellLife(context, {
      conditions: [
        'chronicKidneyDisease',
        'diabetes',
        'heartFailure',
        'hypertension',
        'atrialFibrillation',
        'anaemia',
        'prostate',
        'reflux',
      ],
      pastAdmissions: 14,
      bed: { ward: 'ward6', bed: 4 },
      acute: 'acuteKidneyInjury',
    });
    const owner = practitionerReference('zielinski');
    const performer = practitionerReference('lindqvist');
    for (let place = visits; place >= 1; place--) {
      const start = workingTime(context.random, context.now - place * 35 * day);
      const encounter = recordEncounter(context, {
        kind: 'outpatient',
        start,
        end: start + hour,
        practitioner: 'zielinski',
        specialty: 'renal',
        ward: 'outpatients',
        reason: 'Kidney clinic',
      });
      const { systolic, diastolic, heartRate } = life.vitalSigns(well);
      if (systolic !== undefined && diastolic !== undefined && heartRate !== undefined) {
        recordVitalSigns(context, { at: start, performer, encounter }, { systolic, diastolic, heartRate });
      }
      const panel = place % 2 === 0 ? 'fullBloodCount' : 'ureaAndElectrolytes';
      tellReport(context, { panel, collected: start, values: life.laboratory.draw(panel, start), owner, encounter });
    }
  },
};
