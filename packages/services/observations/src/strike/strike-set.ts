import {
  doneResponse,
  type FieldError,
  formatDateTime,
  fragmentResponse,
  html,
  type ObservationSet,
  warningCallout,
} from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import type { Annotation, Observation } from '@medplum/fhirtypes';
import type { ObservationVisit } from '../observation-visit.ts';
import { readOneSet } from './read-one-set.ts';
import { noSuchSet, type StrikeState, strikeFragment, strikeReasons } from './strike-page.ts';
import { versionsOf } from './versions.ts';

/**
 * Marks a set and all its members as entered in error, in one transaction that names the versions that were on the screen: if any
 * of them was changed since, nothing is written and the page says so.
 */
export async function strikeSet(visit: ObservationVisit, id: string): Promise<Response> {
  const set = await readOneSet(visit, id);
  if (set === undefined) return noSuchSet();
  const form = visit.form ?? new URLSearchParams();
  if (set.struck !== undefined) return doneBefore(visit, set);
  if (form.get('versions') !== versionsOf(set)) return changedMeanwhile(visit, set, form);
  const errors = errorsOf(form);
  if (errors.length > 0) return again(visit, set, { errors, form });
  const words = form.get('words')?.trim() ?? '';
  const note = strikeNote(visit, `${form.get('reason')}${words === '' ? '' : `: ${words}`}`);
  try {
    await visit.record.bundle({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [set.panel, ...set.members.filter(({ id }) => id !== undefined)].map((resource) => ({
        resource: struck(resource, note),
        request: { method: 'PUT', url: `Observation/${resource.id}`, ifMatch: `W/"${resource.meta?.versionId}"` },
      })),
    });
  } catch (error) {
    if (!isFhirError(error, 409, 412)) throw error;
    const now = await readOneSet(visit, id);
    if (now === undefined) return noSuchSet();
    return now.struck === undefined ? changedMeanwhile(visit, now, form) : doneBefore(visit, now);
  }
  const message = `Struck out: the set taken ${formatDateTime(set.time)}.`;
  return doneResponse(form.get('next') === 'again' ? `/record?again=${id}` : '/all', message);
}

function errorsOf(form: URLSearchParams): readonly FieldError[] {
  const reason = strikeReasons.find((each) => each === form.get('reason'));
  if (reason === undefined) return [{ field: 'observations-reason', message: 'Choose why the set is struck out' }];
  const words = form.get('words')?.trim() ?? '';
  if (reason === 'Other' && words === '')
    return [{ field: 'observations-reason-words', message: 'Say in words why the set is struck out' }];
  return words.length > 500 ? [{ field: 'observations-reason-words', message: 'Shorten it to 500 characters' }] : [];
}

function strikeNote({ context }: ObservationVisit, text: string): Annotation {
  const { display, fhirUser } = context.principal;
  const time = new Date(context.now).toISOString();
  // Only one of the two may be there; a reference carries the name as well.
  return fhirUser === undefined
    ? { authorString: display, time, text }
    : { authorReference: { reference: fhirUser, display } as Annotation['authorReference'], time, text };
}

function struck(resource: Observation, note: Annotation): Observation {
  return { ...resource, status: 'entered-in-error', note: [...(resource.note ?? []), note] };
}

async function doneBefore(visit: ObservationVisit, set: ObservationSet): Promise<Response> {
  const words = html`<p>This set had been struck out already. Nothing was changed now.</p>`;
  return again(visit, set, { above: warningCallout('Already struck out', words) });
}

async function changedMeanwhile(
  visit: ObservationVisit,
  set: ObservationSet,
  form: URLSearchParams,
): Promise<Response> {
  const words = html`<p>This set was changed meanwhile, look again. Nothing was struck out.</p>`;
  return again(visit, set, { above: warningCallout('Changed meanwhile', words), form });
}

async function again(visit: ObservationVisit, set: ObservationSet, state: StrikeState): Promise<Response> {
  return fragmentResponse(await strikeFragment(visit, set, state), 422);
}
