import { recordAppointment } from '../clinical/record-appointment.ts';
import { recordEncounter } from '../clinical/record-encounter.ts';
import { recordServiceRequest } from '../clinical/record-service-request.ts';
import { words } from '../codes/concept.ts';
import { medicines } from '../data/medicines.ts';
import { type Specialty, specialties } from '../data/specialties.ts';
import { fileLetter } from '../letters/file-letter.ts';
import { consultantFor, organisationReference, practitionerReference } from '../organisations/directory.ts';
import { day, minute, year } from '../time/durations.ts';
import { nextWorkingTime, workingTime } from '../time/working-time.ts';
import type { DrawnCondition } from './draw-conditions.ts';
import type { Life } from './life.ts';
import { surgeryOf } from './surgery-of.ts';

/** Referral, clinic, letter, and the next appointment, for the specialties that look after somebody's conditions. */
export function tellClinics(life: Life, ending: boolean): void {
  const { context, conditions } = life;
  const seen = new Set<Specialty>();
  for (const drawn of conditions) {
    const specialty = drawn.condition.specialty;
    if (specialty === undefined || seen.has(specialty) || !context.random.chance(0.5)) continue;
    seen.add(specialty);
    tellClinic(life, drawn, specialty, ending);
  }
}

function tellClinic(life: Life, { condition, onset }: DrawnCondition, specialty: Specialty, ending: boolean): void {
  const { context } = life;
  const { random, now } = context;
  const practitioner = consultantFor(specialty);
  const consultant = practitionerReference(practitioner);
  const earliest = Math.max(onset, now - 3 * year);
  const start = workingTime(random, earliest + random.next() * (now - 20 * day - earliest));
  const title = specialties[specialty].title;
  recordServiceRequest(context, {
    code: words(`Referral to ${title.toLowerCase()}`),
    category: 'Referral',
    authored: start - random.integer(20, 90) * day,
    requester: surgeryOf(context).general,
    performer: organisationReference('acute'),
    status: 'completed',
    reason: condition.display,
  });
  const encounter = recordEncounter(context, {
    kind: 'outpatient',
    start,
    end: start + 25 * minute,
    practitioner,
    specialty,
    ward: 'outpatients',
    reason: condition.display,
  });
  fileLetter(context, {
    kind: 'outpatient letter',
    title: `${title} clinic letter`,
    at: start + 2 * day,
    author: practitioner,
    authorTitle: `consultant, ${title.toLowerCase()}`,
    from: `Riverside NHS Trust, ${title}`,
    encounter,
    format: random.chance(0.3) ? 'text' : 'html',
    sections: [
      { heading: 'Diagnoses', items: life.conditions.map((drawn) => drawn.condition.display) },
      { heading: 'Medicines', items: life.medicines.map((key) => medicines[key].name) },
      { heading: 'Assessment', paragraphs: [`${random.pick(openings)} ${random.pick(findings)}`] },
      { heading: 'Plan', items: [random.pick(plans), 'Clinic review in six to twelve months'] },
    ],
  });
  if (ending) return;
  recordAppointment(context, {
    start: nextWorkingTime(random, now + random.integer(3, 150) * day),
    minutes: 20,
    specialty,
    practitioner: consultant,
    status: 'booked',
    description: `${title} follow-up`,
    created: start + day,
  });
}

const openings = [
  'I reviewed this patient in clinic today.',
  'Thank you for referring this patient, whom I saw today.',
  'This was a routine follow-up visit.',
] as const;
const findings = [
  'Symptoms have been stable since the last visit and day-to-day life is not limited.',
  'There has been some worsening over the winter, which settled without treatment in hospital.',
  'Treatment is tolerated well, and examination today showed nothing new.',
  'We talked about what matters most at present, which is staying active and independent.',
] as const;
const plans = [
  'No change to treatment',
  'Blood tests before the next visit',
  'GP: please continue the present medicines',
  'Referred to the specialist nurse for education',
] as const;
