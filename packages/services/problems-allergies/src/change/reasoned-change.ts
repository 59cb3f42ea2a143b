import {
  button,
  buttonGroup,
  card,
  doneResponse,
  draftWords,
  errorFor,
  errorSummary,
  type FieldError,
  type FormInput,
  form,
  fragmentResponse,
  type Html,
  type HtmlValue,
  html,
  openedInput,
  sentInput,
  textArea,
} from '@baseplate-epr/clinical-format';
import { changedMeanwhile, refusalOf } from '@baseplate-epr/fhir-client';
import type { AllergyIntolerance, Condition } from '@medplum/fhirtypes';
import { type Directory, readDirectory } from '../read/read-directory.ts';
import type { Visit } from '../service/visit.ts';
import { absentEntry } from './absent-entry.ts';

/** A change to one entry that needs a reason: it is refuted, or was entered in error. */
export interface ReasonedChange<Entry extends Condition | AllergyIntolerance> {
  /** Name of the form among the drafts. */
  readonly form: string;
  /** "Mark as entered in error: pneumonia". */
  readonly heading: (entry: Entry) => string;
  /** What the entry says now. */
  readonly shown: (entry: Entry, directory: Directory) => HtmlValue;
  readonly explanation: string;
  readonly button: string;
  /** Whether the entry says so already; then there is nothing to do. */
  readonly isDone: (entry: Entry) => boolean;
  readonly apply: (entry: Entry, reason: string) => Entry;
  readonly done: (entry: Entry) => string;
  /** Path of the service to go to afterwards. */
  readonly afterwards: string;
  readonly read: () => Promise<Entry | undefined>;
}

const field = 'problems-allergies-reason';
const reasonLimit = 2000;

/** Opens and takes the form of such a change. It names the version it was made from, so that nobody's change is lost. */
export async function reasonedChange<Entry extends Condition | AllergyIntolerance>(
  visit: Visit,
  change: ReasonedChange<Entry>,
): Promise<Response> {
  const entry = await change.read();
  if (entry === undefined) return absentEntry(visit);
  const directory = await readDirectory(visit.client, [entry]);
  const shown = { change, directory };
  if (visit.request.method === 'GET') {
    return fragmentResponse(page(visit, shown, entry, openedInput(visit.page.drafts, change.form, entry.id), []));
  }
  const input = await sentInput(visit.request);
  const again = (message: string) => fragmentResponse(page(visit, shown, entry, input, [{ field, message }]), 422);
  if (change.isDone(entry)) return doneResponse(change.afterwards, change.done(entry));
  const reason = input.text('reason');
  if (reason === '') return again('Say why, in a few words.');
  if (reason.length > reasonLimit) return again(`Use at most ${reasonLimit} characters.`);
  const version = entry.meta?.versionId;
  if (version === undefined || version !== input.text('version')) return again(changedMeanwhile);
  try {
    await visit.client.update(change.apply(entry, reason), { ifMatch: version });
  } catch (error) {
    const { message } = refusalOf(error, field, visit.context.principal);
    const now = (await change.read()) ?? entry;
    return fragmentResponse(page(visit, shown, now, input, [{ field, message }]), 422);
  }
  return doneResponse(change.afterwards, change.done(entry));
}

function page<Entry extends Condition | AllergyIntolerance>(
  visit: Visit,
  { change, directory }: { readonly change: ReasonedChange<Entry>; readonly directory: Directory },
  entry: Entry,
  input: FormInput,
  errors: readonly FieldError[],
): Html {
  const { linkBase, formFields } = visit.page;
  return html`${errorSummary(errors)}${card({
    id: 'problems-allergies-change',
    heading: change.heading(entry),
    content: html`${change.shown(entry, directory)}${draftWords(input)}${form({
      action: `${linkBase}${visit.url.pathname}`,
      formFields,
      hidden: { about: entry.id, version: entry.meta?.versionId },
      draft: change.form,
      content: html`<p>${change.explanation}</p>${textArea({
        id: field,
        name: 'reason',
        label: 'Reason',
        rows: 3,
        value: input.text('reason'),
        error: errorFor(errors, field),
      })}${buttonGroup(html`${button(change.button, { variant: 'warning' })}<a class="nhsuk-link" href="${linkBase}${change.afterwards}">Cancel</a>`)}`,
    })}`,
  })}`;
}
