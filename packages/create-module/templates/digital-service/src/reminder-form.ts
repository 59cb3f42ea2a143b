import {
  button,
  buttonGroup,
  card,
  draftWords,
  errorFor,
  errorSummary,
  type FieldError,
  type FormInput,
  form,
  type Html,
  html,
  newSubmission,
  readSubmission,
  textArea,
} from '@baseplate-epr/clinical-format';
import type { Visit } from './visit.ts';

/** Name of the form among the drafts that the user interface keeps. */
export const formName = 'new-reminder';

/** Id of the field, which errors link to. */
export const textField = 'module-name-text';

/**
 * The form, with what was typed and what is wrong with it. It carries `page.formFields`, which hold the patient and the session's token: a form
 * without them is refused.
 */
export function reminderForm({ page, randomBytes }: Visit, input: FormInput, errors: readonly FieldError[] = []): Html {
  return html`${errorSummary(errors)}${card({
    id: 'module-name-add',
    heading: 'Add a reminder',
    content: html`${draftWords(input)}${form({
      action: `${page.linkBase}/add`,
      formFields: page.formFields,
      hidden: { submission: readSubmission(input.text('submission')) ?? newSubmission(randomBytes) },
      draft: formName,
      content: html`${textArea({
        id: textField,
        name: 'text',
        label: 'What has to be done?',
        rows: 3,
        value: input.text('text'),
        error: errorFor(errors, textField),
      })}${buttonGroup(html`${button('Save reminder')}<a class="nhsuk-link" href="${page.linkBase}/">Cancel</a>`)}`,
    })}`,
  })}`;
}
