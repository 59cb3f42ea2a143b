import { type Html, type HtmlValue, html } from '../html/html.ts';

/** What every input has. */
export type FieldOptions = {
  /** Unique on the page; errors link to it. */
  readonly id: string;
  /** The name it is sent under; the id when left out. */
  readonly name?: string;
  readonly label: HtmlValue;
  readonly hint?: HtmlValue;
  /** What is wrong with what was entered; the input is then marked and linked to it. */
  readonly error?: string | undefined;
};

/** The `aria-describedby` of an input: its hint and its error, those that are there. */
export function describedBy({ id, hint, error }: FieldOptions): string | undefined {
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`];
  return ids.filter((each) => each !== '').join(' ') || undefined;
}

/** Label, hint, error and input in their order. */
export function formGroup(options: FieldOptions, input: Html): Html {
  return html`<div class="${groupClass(options)}"><label class="nhsuk-label" for="${options.id}">${options.label}</label>${hintAndError(options)}${input}</div>`;
}

/** A fieldset with a legend, for inputs that answer one question together. */
export function fieldsetGroup(options: FieldOptions, inputs: HtmlValue): Html {
  const described = describedBy(options);
  return html`<div class="${groupClass(options)}"><fieldset class="nhsuk-fieldset"${
    described !== undefined && html` aria-describedby="${described}"`
  }><legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">${options.label}</legend>${hintAndError(options)}${inputs}</fieldset></div>`;
}

function groupClass({ error }: FieldOptions): string {
  return error === undefined ? 'nhsuk-form-group' : 'nhsuk-form-group nhsuk-form-group--error';
}

function hintAndError({ id, hint, error }: FieldOptions): HtmlValue {
  return [
    hint !== undefined && html`<div class="nhsuk-hint" id="${id}-hint">${hint}</div>`,
    error !== undefined &&
      html`<span class="nhsuk-error-message" id="${id}-error"><span class="nhsuk-u-visually-hidden">Error:</span> ${error}</span>`,
  ];
}
