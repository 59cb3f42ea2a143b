import {
  button,
  buttonGroup,
  card,
  dateInput,
  draftWords,
  errorFor,
  errorSummary,
  type FieldError,
  type FormInput,
  form,
  type Html,
  html,
  newSubmission,
  radioInputs,
  readSubmission,
  textArea,
} from '@baseplate-epr/clinical-format';
import { suggestedInput } from '../form/suggested-input.ts';
import { typedDate } from '../form/typed-date.ts';
import type { Visit } from '../service/visit.ts';
import { problemCodes } from './problem-codes.ts';

/** Name of the form among the drafts. */
export const problemFormName = 'new-problem';

/** Ids of the fields, which errors link to. */
export const problemFields = {
  name: 'problems-allergies-name',
  onset: 'problems-allergies-onset',
  certainty: 'problems-allergies-certainty',
} as const;

/** How certain a problem can be when it is added, with the words for it. */
export const problemCertainties: readonly { readonly value: string; readonly text: string }[] = [
  { value: 'confirmed', text: 'Confirmed' },
  { value: 'provisional', text: 'Provisional: a working diagnosis' },
  { value: 'differential', text: 'Differential: one of several possibilities' },
  { value: 'unconfirmed', text: 'Unconfirmed' },
];

/** The page that adds a problem, with what was typed and what is wrong with it. */
export function problemForm({ page, randomBytes }: Visit, input: FormInput, errors: readonly FieldError[] = []): Html {
  const { name, onset, certainty } = problemFields;
  const fields = html`${suggestedInput(
    {
      id: name,
      name: 'name',
      label: 'Problem or diagnosis',
      hint: 'Choose one that is suggested while you type, and its SNOMED CT code is recorded too; or use your own words.',
      value: input.text('name'),
      error: errorFor(errors, name),
    },
    problemCodes.keys(),
  )}${dateInput({
    id: onset,
    name: 'onset',
    label: 'When did it begin? (optional)',
    hint: 'The year alone, or month and year, is enough. Leave empty what is not known.',
    value: typedDate(input, 'onset'),
    error: errorFor(errors, onset),
  })}${radioInputs({
    id: certainty,
    name: 'certainty',
    label: 'How certain is it?',
    choices: problemCertainties,
    value: input.text('certainty'),
    error: errorFor(errors, certainty),
  })}${textArea({ id: 'problems-allergies-note', name: 'note', label: 'Note (optional)', rows: 3, value: input.text('note') })}`;
  return html`${errorSummary(errors)}${card({
    id: 'problems-allergies-add-problem',
    heading: 'Add a problem',
    content: html`${draftWords(input)}${form({
      action: `${page.linkBase}/problems/add`,
      formFields: page.formFields,
      hidden: { submission: readSubmission(input.text('submission')) ?? newSubmission(randomBytes) },
      draft: problemFormName,
      content: html`${fields}${buttonGroup(html`${button('Save problem')}<a class="nhsuk-link" href="${page.linkBase}/problems">Cancel</a>`)}`,
    })}`,
  })}`;
}
