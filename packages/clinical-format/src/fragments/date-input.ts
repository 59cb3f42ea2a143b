import { attributes } from '../html/attributes.ts';
import { type Html, html } from '../html/html.ts';
import { type FieldOptions, fieldsetGroup } from './form-group.ts';

/** The three parts of a date as they were typed, kept as text so that a mistake can be shown again. */
export type TypedDate = {
  readonly day?: string | undefined;
  readonly month?: string | undefined;
  readonly year?: string | undefined;
};

const parts = [
  { part: 'day', label: 'Day', width: 2 },
  { part: 'month', label: 'Month', width: 2 },
  { part: 'year', label: 'Year', width: 4 },
] as const;

/**
 * Day, month and year in three inputs, named `name-day`, `name-month`, `name-year`. The day carries the id of the
 * group, so that an error links to it.
 */
export function dateInput(options: FieldOptions & { readonly value?: TypedDate }): Html {
  const { id, name = id, error, value = {} } = options;
  const items = parts.map(({ part, label, width }) => {
    const own = attributes({
      class: `nhsuk-input nhsuk-date-input__input nhsuk-input--width-${width}${error === undefined ? '' : ' nhsuk-input--error'}`,
      id: part === 'day' ? id : `${id}-${part}`,
      name: `${name}-${part}`,
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'off',
      value: value[part],
      'aria-invalid': error === undefined ? undefined : 'true',
    });
    return html`<div class="nhsuk-date-input__item"><div class="nhsuk-form-group"><label class="nhsuk-label nhsuk-date-input__label" for="${part === 'day' ? id : `${id}-${part}`}">${label}</label><input${own}></div></div>`;
  });
  return fieldsetGroup(options, html`<div class="nhsuk-date-input">${items}</div>`);
}
