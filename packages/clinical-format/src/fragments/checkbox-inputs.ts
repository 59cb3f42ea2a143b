import { attributes } from '../html/attributes.ts';
import { type Html, html } from '../html/html.ts';
import type { ChoiceOptions } from './choice-inputs.ts';
import { fieldsetGroup } from './form-group.ts';

/** Check boxes, several of which may be ticked; `values` are those ticked. Ids run as those of `radioInputs`. */
export function checkboxInputs(options: Omit<ChoiceOptions, 'value'> & { readonly values?: readonly string[] }): Html {
  const { id: group, name = group, choices, values = [] } = options;
  const items = choices.map((choice, index) => {
    const id = index === 0 ? group : `${group}-${index + 1}`;
    const hintId = choice.hint === undefined ? undefined : `${id}-item-hint`;
    const own = { id, name, type: 'checkbox', value: choice.value, checked: values.includes(choice.value) };
    return html`<div class="nhsuk-checkboxes__item"><input class="nhsuk-checkboxes__input"${attributes({ ...own, 'aria-describedby': hintId })}><label class="nhsuk-label nhsuk-checkboxes__label" for="${id}">${choice.text}</label>${
      hintId !== undefined && html`<div class="nhsuk-hint nhsuk-checkboxes__hint" id="${hintId}">${choice.hint}</div>`
    }</div>`;
  });
  return fieldsetGroup(options, html`<div class="nhsuk-checkboxes">${items}</div>`);
}
