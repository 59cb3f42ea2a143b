import {
  button,
  buttonGroup,
  card,
  checkboxInputs,
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
import { suggestedInput } from '../form/suggested-input.ts';
import type { Visit } from '../service/visit.ts';
import { allergyFields, certainties, criticalities, kinds, severities } from './allergy-answers.ts';
import { manifestations } from './manifestations.ts';
import { substances } from './substances.ts';

/** Name of the form among the drafts. */
export const allergyFormName = 'new-allergy';

/** What the page is drawn from. */
export interface AllergyFormOptions {
  readonly input: FormInput;
  readonly errors?: readonly FieldError[];
  /** The entry in force about the same substance, in words; asks whether to add another. */
  readonly duplicate?: HtmlValue;
}

/** The page that adds an allergy, with what was typed and what is wrong with it. */
export function allergyForm({ page, randomBytes }: Visit, options: AllergyFormOptions): Html {
  const { input, errors = [], duplicate } = options;
  const asked = (field: keyof typeof allergyFields) => ({
    id: allergyFields[field],
    name: field,
    error: errorFor(errors, allergyFields[field]),
    value: input.text(field),
  });
  const fields = html`${suggestedInput(
    {
      ...asked('substance'),
      label: 'Substance',
      hint: 'What the person reacts to. Choose one that is suggested while you type to record its code, or use your own words.',
    },
    substances.keys(),
  )}${
    duplicate !== undefined &&
    html`<div class="nhsuk-warning-callout"><h3 class="nhsuk-warning-callout__label"><span class="nhsuk-u-visually-hidden">Important: </span>Already recorded</h3>${duplicate}${radioInputs(
      {
        ...asked('duplicate'),
        label: 'Add a second entry about the same substance?',
        choices: [
          { value: 'no', text: 'No, go back to the allergies' },
          { value: 'yes', text: 'Yes, add a second entry' },
        ],
      },
    )}</div>`
  }${radioInputs({ ...asked('kind'), label: 'What is it?', choices: kinds, inline: true })}${checkboxInputs({
    id: allergyFields.reaction,
    name: 'reaction',
    label: 'What happened? (optional)',
    choices: manifestations,
    values: input.all('reaction'),
  })}${textInput({ ...asked('other'), label: 'Another reaction, in your own words (optional)' })}${radioInputs({
    ...asked('severity'),
    label: 'How severe was the reaction?',
    choices: severities,
    inline: true,
  })}${radioInputs({
    ...asked('criticality'),
    label: 'What is the risk if it happens again?',
    choices: criticalities,
    inline: true,
  })}${radioInputs({ ...asked('certainty'), label: 'How certain is it?', choices: certainties, inline: true })}${textArea(
    {
      ...asked('note'),
      label: 'Note (optional)',
      rows: 3,
    },
  )}`;
  return html`${errorSummary(errors)}${card({
    id: 'problems-allergies-add-allergy',
    heading: 'Add an allergy or intolerance',
    content: html`${draftWords(input)}${form({
      action: `${page.linkBase}/allergies/add`,
      formFields: page.formFields,
      hidden: { submission: readSubmission(input.text('submission')) ?? newSubmission(randomBytes) },
      draft: allergyFormName,
      content: html`${fields}${buttonGroup(html`${button('Save allergy')}<a class="nhsuk-link" href="${page.linkBase}/allergies">Cancel</a>`)}`,
    })}`,
  })}`;
}
