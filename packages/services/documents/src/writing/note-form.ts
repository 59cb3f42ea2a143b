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
  type HtmlValue,
  html,
  newSubmission,
  radioInputs,
  readSubmission,
  textArea,
  textInput,
} from '@baseplate-epr/clinical-format';
import type { Visit } from '../service/visit.ts';
import { noteKinds } from './note-kinds.ts';

/** Ids of the fields, which errors link to. */
export const noteFields = { kind: 'documents-kind', title: 'documents-title', text: 'documents-text' } as const;

/** What the page is drawn from. */
export interface NoteFormOptions {
  readonly input: FormInput;
  readonly errors?: readonly FieldError[];
  readonly heading: string;
  /** Path of the service that the form is sent to. */
  readonly action: string;
  /** Name among the drafts. */
  readonly draft: string;
  /** Path to go to without saving. */
  readonly cancel: string;
  /** Logical id of the document that is being corrected. */
  readonly about?: string | undefined;
  /** Its version. */
  readonly version?: string | undefined;
  /** The kind is asked for; a correction has that of the note. */
  readonly asksKind: boolean;
  /** Words above the form. */
  readonly above?: HtmlValue;
}

/** The page that a note is written on, with what was typed and what is wrong with it. */
export function noteForm({ page, context, randomBytes }: Visit, options: NoteFormOptions): Html {
  const { input, errors = [], asksKind } = options;
  const { principal } = context;
  const asked = (field: keyof typeof noteFields) => ({
    id: noteFields[field],
    name: field,
    error: errorFor(errors, noteFields[field]),
    value: input.text(field),
  });
  return html`${errorSummary(errors)}${card({
    id: 'documents-note',
    heading: options.heading,
    content: html`${options.above}${draftWords(input)}${form({
      action: `${page.linkBase}${options.action}`,
      formFields: page.formFields,
      hidden: {
        submission: readSubmission(input.text('submission')) ?? newSubmission(randomBytes),
        about: options.about,
        version: options.version,
      },
      draft: options.draft,
      content: html`${asksKind && radioInputs({ ...asked('kind'), label: 'What kind of note is it?', choices: noteKinds })}${textInput(
        {
          ...asked('title'),
          label: 'Title (optional)',
          hint: 'What the note is about, in a few words. Without one, its kind is its title.',
        },
      )}${textArea({ ...asked('text'), label: 'Note', rows: 14 })}<p class="clinical-meta">Signed as ${principal.display}, ${principal.role.display}, ${principal.organisation.display}. A saved note is not changed afterwards; it can be corrected by a new version.</p>${buttonGroup(
        html`${button('Save note')}<a class="nhsuk-link" href="${page.linkBase}${options.cancel}">Cancel</a>`,
      )}`,
    })}`,
  })}`;
}
