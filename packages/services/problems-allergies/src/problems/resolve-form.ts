import {
  button,
  buttonGroup,
  card,
  dateInput,
  describeProblem,
  draftWords,
  errorFor,
  errorSummary,
  type FieldError,
  type FormInput,
  form,
  formatDate,
  type Html,
  html,
  rowList,
} from '@baseplate-epr/clinical-format';
import type { Condition } from '@medplum/fhirtypes';
import { typedDate } from '../form/typed-date.ts';
import { readDirectory } from '../read/read-directory.ts';
import type { Visit } from '../service/visit.ts';
import { problemRow } from './problem-row.ts';

/** Id of the date's first field, which errors link to. */
export const resolveField = 'problems-allergies-ended';

/** The form's name among the drafts. */
export const resolveFormName = 'resolved-problem';

/** Asks when a problem ended. */
export async function resolveForm(
  visit: Visit,
  problem: Condition,
  input: FormInput,
  errors: readonly FieldError[] = [],
): Promise<Html> {
  const directory = await readDirectory(visit.client, [problem]);
  const { linkBase, formFields } = visit.page;
  return html`${errorSummary(errors)}${card({
    id: 'problems-allergies-resolve',
    heading: `Resolve: ${describeProblem(problem).name}`,
    content: html`${rowList([problemRow(problem, directory)])}${draftWords(input)}${form({
      action: `${linkBase}/problems/${problem.id}/resolve`,
      formFields,
      hidden: { about: problem.id, version: problem.meta?.versionId, step: 'check' },
      draft: resolveFormName,
      content: html`${dateInput({
        id: resolveField,
        name: 'ended',
        label: 'When did it end?',
        hint: 'The year alone, or month and year, is enough. Leave all empty if it is not known.',
        value: typedDate(input, 'ended'),
        error: errorFor(errors, resolveField),
      })}${buttonGroup(html`${button('Continue')}<a class="nhsuk-link" href="${linkBase}/problems">Cancel</a>`)}`,
    })}`,
  })}`;
}

/** Says what will be saved, and asks once more. */
export function resolveConfirmation(
  visit: Visit,
  problem: Condition,
  input: FormInput,
  ended: string | undefined,
): Html {
  const { linkBase, formFields } = visit.page;
  const { day, month, year } = typedDate(input, 'ended');
  const { name, onset } = describeProblem(problem);
  const typed = { 'ended-day': day, 'ended-month': month, 'ended-year': year };
  return card({
    id: 'problems-allergies-resolve',
    heading: `Resolve ${name}?`,
    content: html`<p><b>${name}</b> (${onset}) moves from active to past problems, ${
      ended === undefined ? 'with no date for its end' : html`ended <b>${formatDate(ended)}</b>`
    }.</p>${form({
      action: `${linkBase}/problems/${problem.id}/resolve`,
      formFields,
      hidden: { version: problem.meta?.versionId, ...typed },
      content: buttonGroup(
        html`${button('Resolve problem', { name: 'step', value: 'save' })}${button('Change the date', { name: 'step', value: 'change', variant: 'secondary' })}<a class="nhsuk-link" href="${linkBase}/problems">Cancel</a>`,
      ),
    })}`,
  });
}
