import { observationFrame, quantity } from '../clinical/observation-parts.ts';
import { recordCondition } from '../clinical/record-condition.ts';
import { recordEncounter } from '../clinical/record-encounter.ts';
import { recordFlag } from '../clinical/record-flag.ts';
import { recordMedication } from '../clinical/record-medication.ts';
import { loinc } from '../codes/concept.ts';
import { tellLife } from '../life/tell-life.ts';
import { tellReport } from '../life/tell-report.ts';
import { practitionerReference } from '../organisations/directory.ts';
import { drawPerson } from '../people/draw-person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import { day, hour, minute } from '../time/durations.ts';
import { ukDate } from '../time/uk-date-time.ts';
import { recordSets } from './record-sets.ts';
import type { Story } from './story.ts';

/** 32 weeks, on the maternity ward with a headache and raised blood pressure: NEWS2 must be withheld. */
export const pregnancy: Story = {
  key: 'pregnancy',
  shows: 'A pregnancy of 32 weeks: NEWS2 withheld, observations shown',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Kowalska',
      given: ['Katarzyna'],
      prefix: 'Mrs',
      gender: 'female',
      birthSex: 'F',
      birthDate: birthDateOf(31.2, now),
      ethnicCategory: 'C',
      surgery: 'millstone',
      language: { code: 'pl', display: 'Polish', interpreter: false },
    }),
  tell(context) {
    const { now } = context;
    const life = tellLife(context, { conditions: [], allergies: 'none known', pastAdmissions: 0 });
    const midwife = practitionerReference('abara');
    const consultant = practitionerReference('delacroix');
    const began = now - 32 * 7 * day;
    recordCondition(context, {
      code: '72892002',
      display: 'Normal pregnancy',
      onset: ukDate(began),
      recorded: began + 56 * day,
      recorder: midwife,
    });
    recordFlag(context, {
      text: 'Pregnant: do not score NEWS2',
      category: 'clinical',
      since: began + 56 * day,
      author: midwife,
    });
    recordMedication(context, {
      medicine: 'folicAcidPregnancy',
      authored: began + 20 * day,
      requester: midwife,
      setting: 'community',
      status: 'completed',
      ended: began + 84 * day,
    });
    for (const weeks of [10, 20, 28]) {
      const start = began + weeks * 7 * day;
      recordEncounter(context, {
        kind: 'outpatient',
        start,
        end: start + 30 * minute,
        practitioner: 'abara',
        specialty: 'obstetrics',
        ward: 'outpatients',
        reason: `Antenatal visit at ${weeks} weeks`,
      });
    }
    const start = now - 9 * hour;
    const encounter = recordEncounter(context, {
      kind: 'admission',
      start,
      practitioner: 'delacroix',
      specialty: 'obstetrics',
      ward: 'maternity',
      bed: 5,
      reason: 'Headache and raised blood pressure at 32 weeks',
    });
    recordCondition(context, {
      code: '398254007',
      display: 'Pre-eclampsia',
      onset: ukDate(now),
      recorded: start + hour,
      recorder: consultant,
      encounter,
      certainty: 'provisional',
    });
    const age = { coding: [loinc('11884-4', 'Gestational age Estimated')], text: 'Gestational age' };
    context.collector.add({
      ...observationFrame(context, { at: start, performer: midwife, encounter }, 'survey', age),
      valueQuantity: quantity(32, 'weeks', 'wk'),
    });
    recordSets(context, { performer: midwife, encounter }, [
      [8, 17, 98, 'air', 152, 96, 92, 'alert', 36.8],
      [4, 18, 98, 'air', 158, 98, 96, 'alert', 36.9],
      [1, 18, 97, 'air', 148, 92, 94, 'alert', 36.7],
    ]);
    for (const panel of ['fullBloodCount', 'ureaAndElectrolytes', 'liverFunction'] as const) {
      const collected = start + hour;
      tellReport(context, {
        panel,
        collected,
        values: life.laboratory.draw(panel, collected),
        owner: consultant,
        encounter,
      });
    }
  },
};
