import {
  doneResponse,
  fieldId,
  formatDateTime,
  html,
  observationSetBundle,
  readEntry,
  scoreValues,
  valuesOfEntered,
  warningCallout,
} from '@baseplate-epr/clinical-format';
import { isFhirError, withDigits } from '@baseplate-epr/fhir-client';
import type { Bundle, Observation } from '@medplum/fhirtypes';
import type { ObservationVisit } from '../observation-visit.ts';
import { readPatientFacts } from '../reading/patient-facts.ts';
import { partId } from './part-id.ts';
import { exactValue, isToken, newToken, recordAgain } from './record-page.ts';

/**
 * Saves a set in one transaction: whole or not at all, and once however often the form is sent. What is impossible is refused, what
 * is unusual has to be confirmed value by value, and a set with gaps is saved and called incomplete.
 */
export async function saveSet(visit: ObservationVisit): Promise<Response> {
  const { record, page, context } = visit;
  const form = visit.form ?? new URLSearchParams();
  const facts = await readPatientFacts(record, page.patient);
  const { entered, errors, unusual } = readEntry(form, facts.patient, context.now);
  if (errors.length > 0 || entered === undefined) return recordAgain(visit, facts, { errors });
  const confirmed = new Set(form.getAll('confirmed'));
  if (unusual.some((text) => !confirmed.has(text))) {
    const message = 'Confirm or correct the values that are unusual';
    return recordAgain(visit, facts, { unusual, errors: [{ field: fieldId('confirmed'), message }] });
  }
  const submission = form.get('submission') ?? '';
  if (!isToken(submission)) {
    const words = html`<p>This form had lost its number. Nothing was saved. Look at the values and save again.</p>`;
    return recordAgain(visit, facts, { above: warningCallout('Not saved', words) });
  }
  const [admission] = facts.admissions;
  const bundle = observationSetBundle(entered, {
    patient: page.patient,
    recorder: context.principal,
    admission,
    now: context.now,
    idOf: (part) => partId(submission, part),
    quantity: (digits, unit) => withDigits(unit, 'value', digits),
  });
  const { score } = scoreValues(valuesOfEntered(entered), facts, entered.at);
  const words = score.outcome === 'incomplete' ? `Incomplete set. ${score.words}` : score.words;
  try {
    await record.bundle(bundle);
  } catch (error) {
    if (!isFhirError(error, 409, 412)) throw error;
    const before = await savedBefore(visit, bundle, submission);
    if (before === 'same') return doneResponse('', `Saved. ${words}.`);
    if (before === 'none') throw error;
    const text = html`<p>This form was saved before with other values, taken ${formatDateTime(before)}. Nothing was saved now. If that set is wrong, strike it out under All observations. To save these values as a further set, save again.</p>`;
    return recordAgain(visit, facts, { above: warningCallout('Already saved', text), token: newToken(visit) });
  }
  return doneResponse('', `Saved. ${words}.`);
}

/** Whether the set that this submission wrote before is the same: its time if it is not, `none` if there is none. */
async function savedBefore(
  { record, page }: ObservationVisit,
  { entry = [] }: Bundle,
  submission: string,
): Promise<string> {
  const { matches, included } = await record.search('Observation', {
    patient: page.patient,
    _id: partId(submission, 'panel'),
    _include: 'Observation:has-member',
  });
  const [panel] = matches;
  if (panel === undefined) return 'none';
  const stored = new Map(
    included.flatMap((each) => (each.resourceType === 'Observation' ? [[each.id, each] as const] : [])),
  );
  const sent = entry.flatMap(({ resource }) =>
    resource?.resourceType === 'Observation' && resource.hasMember === undefined ? [resource] : [],
  );
  const same = (one: Observation) => {
    const other = stored.get(one.id);
    return (
      other !== undefined && other.effectiveDateTime === one.effectiveDateTime && exactValue(other) === exactValue(one)
    );
  };
  return sent.length === stored.size && sent.every(same)
    ? 'same'
    : (panel.effectiveDateTime ?? 'at a time not recorded');
}
