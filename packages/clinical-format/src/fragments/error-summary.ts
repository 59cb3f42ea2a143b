import { attributes } from '../html/attributes.ts';
import { type Html, html } from '../html/html.ts';

/** One thing to put right in a form. */
export type FieldError = {
  /** The id of the input to put right; the summary links to it. */
  readonly field: string;
  /** What is wrong and how to put it right, in one sentence. */
  readonly message: string;
};

/**
 * The list of mistakes at the top of a form, each a link to its input; nothing when there are none. Give the same
 * `message` to the input itself, so that both say the same.
 */
export function errorSummary(errors: readonly FieldError[], heading = 'There is a problem'): Html {
  if (errors.length === 0) return html``;
  return html`<div class="nhsuk-error-summary" data-module="nhsuk-error-summary" tabindex="-1"><div role="alert"><h2 class="nhsuk-error-summary__title nhsuk-error-summary__heading">${heading}</h2><div class="nhsuk-error-summary__body"><ul class="nhsuk-list nhsuk-error-summary__list">${errors.map(
    ({ field, message }) => html`<li><a${attributes({ href: `#${field}` })}>${message}</a></li>`,
  )}</ul></div></div></div>`;
}

/** The message for one field among `errors`, to hand to its input; `undefined` when it has none. */
export function errorFor(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
