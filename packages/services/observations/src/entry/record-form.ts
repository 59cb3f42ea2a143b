import {
  acvpuWords,
  button,
  buttonGroup,
  card,
  checkboxInputs,
  type EntryNumberName,
  entryNumbers,
  errorFor,
  errorSummary,
  type FieldError,
  fieldId,
  form,
  type Html,
  html,
  observationDraft,
  type PatientFacts,
  radioInputs,
  scaleAt,
  scaleWords,
  tag,
  takenInputs,
  textInput,
  warningCallout,
} from '@baseplate-epr/clinical-format';
import type { ObservationVisit } from '../observation-visit.ts';

/** What the form shows. */
export interface RecordFormOptions {
  /** The token that makes a second sending of the same form harmless. */
  readonly submission: string;
  value(name: string): string | undefined;
  readonly draft?: boolean;
  readonly errors?: readonly FieldError[];
  /** Values that have to be confirmed. */
  readonly unusual?: readonly string[];
  readonly above?: Html;
}

/** The form of a set. */
export function recordForm({ page, context }: ObservationVisit, facts: PatientFacts, options: RecordFormOptions): Html {
  const { value, errors = [], unusual = [], submission } = options;
  const scale = scaleAt(facts, context.now);
  const error = (name: string) => errorFor(errors, fieldId(name));
  const number = (name: EntryNumberName, label: string = entryNumbers[name].label) => {
    const { unit, places } = entryNumbers[name];
    return textInput({
      id: fieldId(name),
      name,
      label: `${label}, ${unit}`,
      inputMode: places === 0 ? 'numeric' : 'decimal',
      width: 4,
      suffix: unit,
      value: value(name),
      error: error(name),
    });
  };
  const late = value('late-reason') !== undefined || error('late-reason') !== undefined;
  return card({
    id: 'observations-record',
    heading: 'Record observations',
    meta: options.draft === true ? tag('Unsaved draft', 'yellow') : undefined,
    content: html`${options.above}${errorSummary(errors)}${form({
      action: `${page.linkBase}/record`,
      formFields: page.formFields,
      hidden: { submission },
      draft: observationDraft.form,
      label: 'Record observations',
      content: html`<div class="observations-form">${unusual.length > 0 && confirmation(unusual, error('confirmed'))}${takenInputs({ id: fieldId, value, error })}${late && textInput({ id: fieldId('late-reason'), name: 'late-reason', label: 'Why it is entered late', value: value('late-reason'), error: error('late-reason') })}<div class="observations-fields">${number('respirations')}${number('saturation', `SpO₂ (scale ${scale})`)}${radioInputs(
        {
          id: fieldId('oxygen'),
          name: 'oxygen',
          label: 'Air or oxygen',
          inline: true,
          small: true,
          choices: [
            { value: 'air', text: 'Air' },
            { value: 'oxygen', text: 'Oxygen' },
          ],
          value: value('oxygen'),
          error: error('oxygen'),
        },
      )}${number('litres', 'If on oxygen: flow')}${number('systolic')}${number('diastolic')}${number('pulse')}${number('temperature')}</div>${radioInputs({ id: fieldId('consciousness'), name: 'consciousness', label: 'Consciousness', inline: true, small: true, choices: Object.entries(acvpuWords).map(([code, text]) => ({ value: code, text })), value: value('consciousness'), error: error('consciousness') })}<p class="clinical-meta">${scaleWords(facts, context.now)} What was not measured stays empty: then the set is incomplete and has no NEWS2 total. Recorded by ${context.principal.display}.</p>${buttonGroup(html`${button('Save observations')}<a class="nhsuk-link" href="${page.linkBase.slice(0, page.linkBase.lastIndexOf('/'))}">Cancel</a>`)}</div>`,
    })}`,
  });
}

function confirmation(unusual: readonly string[], error: string | undefined): Html {
  const boxes = checkboxInputs({
    id: fieldId('confirmed'),
    name: 'confirmed',
    label: 'Measure again if you can, then confirm each value or correct it below',
    choices: unusual.map((text) => ({ value: text, text: `Yes: ${text}` })),
    error,
  });
  return warningCallout('Is this right?', boxes);
}
