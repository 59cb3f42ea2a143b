import {
  type FieldError,
  formatResult,
  observationSetBundle,
  readEntry,
  scoreValues,
  valuesOfEntered,
} from '@baseplate-epr/clinical-format';
import { allowed, isFhirError, refusalOf, withDigits, withExactDigits } from '@baseplate-epr/fhir-client';
import type { Bundle, Observation } from '@medplum/fhirtypes';
import { isSubmission, readFields } from '../drafts/read-fields.ts';
import { forgetSet } from '../drafts/set-drafts.ts';
import { readPatient } from '../patient/patient-view.ts';
import { readCommandAbout } from '../request/about-patient.ts';
import { notFound, refuse, view } from '../request/answers.ts';
import type { Visit } from '../visit.ts';
import { partId } from './part-id.ts';
import { readPatientFacts } from './read-facts.ts';
import type { SavedView } from './saved-view.ts';

/**
 * Saves a set in one transaction: whole or not at all, and once however often it is sent. What is impossible is refused, what is
 * unusual has to be confirmed value by value, and a set with gaps is saved and called incomplete.
 */
export async function saveSet(visit: Visit, patient: string): Promise<Response> {
  const reading = await readCommandAbout(visit, patient);
  if (reading.outcome === 'refused') return reading.answer;
  const { submission, confirmed } = reading.fields;
  const fields = readFields(reading.fields.fields);
  if (!isSubmission(submission) || fields === undefined)
    return refuse(
      'unreadable',
      400,
      'The set could not be read. Nothing was saved. Look at the values and save again.',
    );
  const person = await readPatient(visit, patient);
  if (person === 'unknown' || person === 'withheld') return notFound();
  const { now, principal } = visit.context;
  // Without them there is no score; what was measured has to be in the record all the same.
  const facts = await allowed(readPatientFacts(visit, person));
  const { entered, errors, unusual } = readEntry(new URLSearchParams(fields), person, now);
  if (errors.length > 0 || entered === undefined) return wrong(errors, []);
  const sure = new Set(Array.isArray(confirmed) ? confirmed : []);
  if (unusual.some((text) => !sure.has(text)))
    return wrong(
      [{ field: 'observations-confirmed', message: 'Confirm or correct the values that are unusual' }],
      unusual,
    );
  const bundle = observationSetBundle(entered, {
    patient,
    recorder: principal,
    admission: facts?.admissions[0],
    now,
    idOf: (part) => partId(submission, part),
    quantity: (digits, unit) => withDigits(unit, 'value', digits),
  });
  try {
    await visit.record.bundle(bundle);
  } catch (error) {
    const before = isFhirError(error, 409, 412) ? await savedBefore(visit, patient, bundle, submission) : undefined;
    if (before === 'other') return wrong([{ field: 'observations-set', message: savedOtherwise }], []);
    if (before !== 'same') return wrong([refusalOf(error, 'observations-set', principal)], []);
  }
  await forgetSet(visit, patient, submission);
  if (facts === undefined)
    return view({ outcome: 'saved', words: 'Saved. NEWS2 withheld: your role may not read what decides about it.' });
  const { score } = scoreValues(valuesOfEntered(entered), facts, entered.at);
  const words = score.outcome === 'incomplete' ? `Incomplete set. ${score.words}` : score.words;
  return view({ outcome: 'saved', words: `Saved. ${words}.` } satisfies SavedView);
}

const savedOtherwise =
  'This set was saved before with other values, so nothing was saved now. Look at the latest set; if it is wrong, strike it out and enter a new one.';

function wrong(errors: readonly FieldError[], unusual: readonly string[]): Response {
  return view({ outcome: 'wrong', errors, unusual } satisfies SavedView, 422);
}

/** Whether the set that this submission wrote before is the same one. */
async function savedBefore(
  { record }: Visit,
  patient: string,
  { entry = [] }: Bundle,
  submission: string,
): Promise<'same' | 'other' | 'none'> {
  const { matches, included } = await record.search('Observation', {
    patient,
    _id: partId(submission, 'panel'),
    _include: 'Observation:has-member',
  });
  if (matches.length === 0) return 'none';
  const words = (observation: Observation) =>
    `${observation.effectiveDateTime} ${formatResult(withExactDigits(observation))}`;
  const stored = new Map(
    included.flatMap((each) => (each.resourceType === 'Observation' ? [[each.id, words(each)] as const] : [])),
  );
  const sent = entry.flatMap(({ resource }) =>
    resource?.resourceType === 'Observation' && resource.hasMember === undefined ? [resource] : [],
  );
  return sent.length === stored.size && sent.every((each) => stored.get(each.id) === words(each)) ? 'same' : 'other';
}
