import { recordCareTeam } from '../clinical/record-care-team.ts';
import { recordCondition } from '../clinical/record-condition.ts';
import { recordEncounter } from '../clinical/record-encounter.ts';
import { recordFlag } from '../clinical/record-flag.ts';
import { fileLetter } from '../letters/file-letter.ts';
import { tellLife } from '../life/tell-life.ts';
import { practitionerReference } from '../organisations/directory.ts';
import { drawPerson } from '../people/draw-person.ts';
import { birthDateOf } from '../time/birth-date-of.ts';
import { day, hour, minute } from '../time/durations.ts';
import { ukDate } from '../time/uk-date-time.ts';
import type { Story } from './story.ts';

/** Known to the mental health trust, seen by its crisis team in the night. */
export const mentalHealthCrisis: Story = {
  key: 'mental-health-crisis',
  shows: 'Care by the mental health trust: crisis team contact, care team, crisis plan',
  person: (random, now) =>
    drawPerson(random, now, {
      family: 'Mitchell',
      given: ['Daniel'],
      prefix: 'Mr',
      gender: 'male',
      birthSex: 'M',
      birthDate: birthDateOf(34.2, now),
      surgery: 'millstone',
    }),
  tell(context) {
    tellLife(context, { conditions: ['depression', 'asthma'], allergies: 'none known', pastAdmissions: 0 });
    const organisation = 'mentalHealth';
    const nurse = practitionerReference('brightwell');
    const began = context.now - 400 * day;
    recordCondition(context, {
      code: '35489007',
      display: 'Depressive disorder',
      onset: ukDate(began),
      recorded: began,
      recorder: practitionerReference('lockwood'),
      severity: 'severe',
    });
    recordFlag(context, {
      text: 'Crisis plan in place: see documents',
      category: 'safety',
      since: began,
      author: nurse,
    });
    recordCareTeam(context, {
      name: 'Crisis resolution and home treatment team',
      since: began,
      organisation,
      members: [
        { practitioner: 'lockwood', role: 'Consultant psychiatrist' },
        { practitioner: 'brightwell', role: 'Crisis nurse' },
      ],
    });
    const start = context.now - 6 * hour;
    const encounter = recordEncounter(context, {
      kind: 'telephone',
      start,
      end: start + 40 * minute,
      organisation,
      practitioner: 'brightwell',
      reason: 'Called the crisis line in the night',
    });
    fileLetter(context, {
      kind: 'clinical letter',
      title: 'Crisis plan',
      at: began + 7 * day,
      author: 'lockwood',
      authorTitle: 'consultant psychiatrist',
      from: 'Marlowby Mental Health NHS Trust',
      organisation,
      sections: [
        { heading: 'Early signs', items: ['Sleeping less than four hours', 'Not answering messages from his sister'] },
        { heading: 'What helps', items: ['A walk with somebody', 'Speaking to the same nurse each time'] },
        {
          heading: 'In a crisis',
          paragraphs: ['Telephone the crisis line at any hour. If there is danger to life, 999.'],
        },
      ],
    });
    fileLetter(context, {
      kind: 'progress note',
      title: 'Crisis line contact',
      at: start + hour,
      author: 'brightwell',
      authorTitle: 'crisis nurse',
      from: 'Marlowby Mental Health NHS Trust',
      organisation,
      encounter,
      format: 'text',
      sections: [
        {
          heading: 'Note',
          paragraphs: [
            'Telephoned at night, distressed. No plan to harm himself. Agreed a visit this afternoon; sister is with him.',
          ],
        },
      ],
    });
  },
};
