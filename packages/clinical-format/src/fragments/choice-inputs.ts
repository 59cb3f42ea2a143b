import { attributes } from '../html/attributes.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';
import { describedBy, type FieldOptions, fieldsetGroup, formGroup } from './form-group.ts';

/** One answer to choose. */
export type Choice = { readonly value: string; readonly text: string; readonly hint?: HtmlValue };

/** A question with given answers. */
export type ChoiceOptions = FieldOptions & {
  readonly choices: readonly Choice[];
  /** The chosen value; nothing is chosen when it is left out. */
  readonly value?: string | undefined;
};

/** A drop-down list. Put an empty choice first where nothing may be preset. */
export function selectInput(options: ChoiceOptions): Html {
  const { id, name = id, error, choices, value } = options;
  const own = attributes({
    class: `nhsuk-select${error === undefined ? '' : ' nhsuk-select--error'}`,
    id,
    name,
    'aria-describedby': describedBy(options),
    'aria-invalid': error === undefined ? undefined : 'true',
  });
  return formGroup(
    options,
    html`<select${own}>${choices.map(
      (choice) =>
        html`<option${attributes({ value: choice.value, selected: choice.value === value })}>${choice.text}</option>`,
    )}</select>`,
  );
}

/**
 * Radio buttons. The first carries the id of the group, so that an error links to it; the others add their number
 * (`id-2`, `id-3`). `inline` sets short answers side by side.
 */
export function radioInputs(options: ChoiceOptions & { readonly inline?: boolean; readonly small?: boolean }): Html {
  const { inline = false, small = false } = options;
  const className = `nhsuk-radios${inline ? ' nhsuk-radios--inline' : ''}${small ? ' nhsuk-radios--small' : ''}`;
  const items = options.choices.map((choice, index) => radio(options, choice, index));
  return fieldsetGroup(options, html`<div class="${className}">${items}</div>`);
}

function radio({ id: group, name = group, value }: ChoiceOptions, choice: Choice, index: number): Html {
  const id = index === 0 ? group : `${group}-${index + 1}`;
  const hintId = choice.hint === undefined ? undefined : `${id}-item-hint`;
  const own = { id, name, type: 'radio', value: choice.value, checked: choice.value === value };
  return html`<div class="nhsuk-radios__item"><input class="nhsuk-radios__input"${attributes({ ...own, 'aria-describedby': hintId })}><label class="nhsuk-label nhsuk-radios__label" for="${id}">${choice.text}</label>${
    hintId !== undefined && html`<div class="nhsuk-hint nhsuk-radios__hint" id="${hintId}">${choice.hint}</div>`
  }</div>`;
}
