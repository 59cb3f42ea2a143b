import { medicines } from '../data/medicines.ts';
import type { PractitionerKey } from '../data/practitioners.ts';
import { specialties } from '../data/specialties.ts';
import { fileLetter } from '../letters/file-letter.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { hour } from '../time/durations.ts';
import { ukDate } from '../time/uk-date-time.ts';
import { writtenDate } from '../time/written-date.ts';
import type { Life } from './life.ts';
import type { StayFact } from './tell-stay.ts';

/** The letter at the end of a stay, under the headings of the eDischarge standard. */
export function fileDischargeSummary(
  life: Life,
  fact: StayFact & {
    readonly end: number;
    readonly encounter: ResourceReference;
    readonly consultant: PractitionerKey;
  },
): void {
  const { context, conditions } = life;
  const { illness, start, end, died } = fact;
  const title = specialties[illness.specialty].title;
  const given = illness.medicines.map((key) => medicines[key].name);
  const continued = life.medicines.map((key) => `${medicines[key].name}: continue`);
  fileLetter(context, {
    kind: 'discharge summary',
    title: died === true ? 'Notice of death in hospital' : 'Discharge summary',
    at: end + hour,
    author: fact.consultant,
    authorTitle: `consultant, ${title}`,
    from: `Riverside NHS Trust, ${title}`,
    encounter: fact.encounter,
    sections: [
      {
        heading: 'Admission',
        paragraphs: [`Admitted as an emergency on ${writtenDate(ukDate(start))} with ${illness.presentation}.`],
      },
      { heading: 'Diagnoses', items: [illness.display, ...conditions.map(({ condition }) => condition.display)] },
      { heading: 'Clinical summary', paragraphs: [clinicalSummary(fact)] },
      {
        heading: 'Medicines',
        items: died === true ? [] : [...continued, ...given.map((name) => `${name}: given during this stay`)],
      },
      { heading: 'Plan and requested actions', items: died === true ? ['Please inform your team'] : plan(fact) },
    ],
  });
}

function clinicalSummary({ illness, died, start, end }: StayFact & { readonly end: number }): string {
  const days = Math.max(1, Math.round((end - start) / 86_400_000));
  const procedure = illness.procedure === undefined ? '' : ` ${illness.procedure.display} was done.`;
  const outcome =
    died === true
      ? 'Despite treatment there was no recovery. Death was expected, and the family were present.'
      : 'Observations settled and blood tests moved towards the usual range before discharge home.';
  return `Treated for ${illness.display.toLowerCase()} over ${days} ${days === 1 ? 'day' : 'days'}.${procedure} ${outcome}`;
}

function plan({ illness }: StayFact): string[] {
  const actions = ['Medicines as listed; the course from hospital is complete'];
  if (illness.effect.kidney > 0.3) actions.push('GP: please repeat urea and electrolytes in two weeks');
  if (illness.effect.bleeding > 0.3) actions.push('GP: please repeat full blood count in four weeks');
  if (illness.specialty === 'cardiology') actions.push('Hospital: cardiology clinic in six weeks');
  if (illness.key === 'pneumonia') actions.push('GP: please arrange a chest X-ray in six weeks');
  return actions;
}
