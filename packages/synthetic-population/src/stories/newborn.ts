import { recordBodyMeasures } from '../clinical/record-body-measures.ts';
import { recordCondition } from '../clinical/record-condition.ts';
import { recordEncounter } from '../clinical/record-encounter.ts';
import { recordVitalSigns } from '../clinical/record-vital-signs.ts';
import { fileLetter } from '../letters/file-letter.ts';
import { practitionerReference } from '../organisations/directory.ts';
import { drawPerson } from '../people/draw-person.ts';
import { day, hour } from '../time/durations.ts';
import { ukDate } from '../time/uk-date-time.ts';
import type { Story } from './story.ts';

const isoDay = (now: number): string => ukDate(now - 6 * day);

/** Six days old, with the name babies have until the birth is registered. */
export const newborn: Story = {
  key: 'newborn',
  shows: 'A neonate: age in days, "Baby girl" as given name, weights in kilograms, no allergies recorded',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Adeyemi',
      given: ['Baby girl'],
      prefix: 'Miss',
      gender: 'female',
      birthSex: 'F',
      birthDate: isoDay(now),
      ethnicCategory: 'N',
      surgery: 'elm',
      nextOfKin: { name: 'Temitope Adeyemi', relationship: 'Mother', phone: '07700 900318' },
    }),
  tell(context) {
    const birth = context.born + 4 * hour;
    const midwife = practitionerReference('abara');
    const doctor = practitionerReference('pryce');
    const encounter = recordEncounter(context, {
      kind: 'admission',
      start: birth,
      practitioner: 'pryce',
      specialty: 'paediatrics',
      ward: 'maternity',
      bed: 6,
      reason: 'Born in this hospital at 38 weeks',
    });
    recordCondition(context, {
      code: '387712008',
      display: 'Neonatal jaundice',
      onset: ukDate(context.now - 3 * day),
      recorded: context.now - 3 * day,
      recorder: doctor,
      encounter,
    });
    for (const [daysAgo, kilograms] of [
      [5.7, 3.2],
      [3, 2.9],
      [0.1, 3],
    ] as const) {
      const at = Math.max(birth, context.now - daysAgo * day);
      recordBodyMeasures(context, { at, performer: midwife, encounter }, { kilograms });
      recordVitalSigns(
        context,
        { at, performer: midwife, encounter },
        { respiratoryRate: 44, oxygenSaturation: 98, inspiredOxygen: 'air', heartRate: 138, temperature: 36.9 },
      );
    }
    fileLetter(context, {
      kind: 'progress note',
      title: 'Newborn examination',
      at: context.now - 4 * day,
      author: 'pryce',
      authorTitle: 'consultant paediatrician',
      from: 'Riverside NHS Trust, Maternity ward',
      encounter,
      sections: [
        {
          heading: 'Findings',
          paragraphs: [
            'Normal newborn examination. Red reflexes present, hips stable, heart sounds normal, femoral pulses felt.',
          ],
        },
      ],
    });
  },
};
