import { observationDraft } from '@baseplate-epr/clinical-format';
import { readCommandAbout } from '../request/about-patient.ts';
import { refuse, view } from '../request/answers.ts';
import type { Visit } from '../visit.ts';
import { createDraftStore, type Draft } from './draft-store.ts';
import type { KeptDraft } from './kept-draft.ts';
import { isSubmission, readFields } from './read-fields.ts';

const { service, form, path, action } = observationDraft;

/** Whether a draft is an unfinished set of observations. */
export function isSet(draft: Draft): boolean {
  return draft.service === service && draft.form === form;
}

/** An unfinished set as the browser's part goes on with it. */
export function keptSet({ patient, fields, at }: Draft): KeptDraft {
  const { submission, confirmed: _, ...rest } = fields;
  return {
    patient,
    submission: submission?.[0],
    edition: at,
    fields: Object.fromEntries(Object.entries(rest).map(([name, [value = '']]) => [name, value])),
  };
}

/**
 * Keeps an unfinished set, so that it outlives the device it was typed on. It is not part of the record. Another set about the same
 * patient, from another device, is not overwritten.
 */
export async function keepSet(visit: Visit, patient: string): Promise<Response> {
  const reading = await readCommandAbout(visit, patient);
  if (reading.outcome === 'refused') return reading.answer;
  const { submission, edition } = reading.fields;
  const fields = readFields(reading.fields.fields);
  if (!isSubmission(submission) || fields === undefined || !Number.isSafeInteger(edition))
    return refuse('unreadable', 400, 'The draft could not be read, so it was not kept.');
  const lists = Object.entries({ ...fields, submission }).map(([name, value]) => [name, [value]] as const);
  const draft = { patient, service, form, path, action, fields: Object.fromEntries(lists), at: Number(edition) };
  const kept = await createDraftStore(visit.context).keep(draft, (before) => {
    const [known = submission] = before.fields.submission ?? [];
    return known === submission && before.at <= draft.at;
  });
  return kept
    ? view({ kept: edition })
    : refuse('kept-otherwise', 409, 'The record keeps another draft about this patient.');
}

/** Discards an unfinished set. */
export async function discardSet(visit: Visit, patient: string): Promise<Response> {
  const reading = await readCommandAbout(visit, patient);
  if (reading.outcome === 'refused') return reading.answer;
  const { submission } = reading.fields;
  if (!isSubmission(submission)) return refuse('unreadable', 400, 'Which draft is meant could not be read.');
  await forgetSet(visit, patient, submission);
  return view({ discarded: true });
}

/** The draft of a submission goes once the set is in the record; that of another one stays. */
export async function forgetSet({ context }: Visit, patient: string, submission: string): Promise<void> {
  await createDraftStore(context).discard({ patient, service, form }, ({ fields }) => {
    const [known = submission] = fields.submission ?? [];
    return known === submission;
  });
}
