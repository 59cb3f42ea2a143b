import { attributes } from '../html/attributes.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';

/** A hidden value that a form carries. */
export type HiddenField = { readonly name: string; readonly value: string };

/** A form of a patient's chart. */
export type FormOptions = {
  /** Where it is sent; always by POST, so that nothing about a patient stands in an address. */
  readonly action: string;
  /** The fields the shell asks every form to carry (CSRF token, patient): `page.formFields` of the fragment page. */
  readonly formFields: readonly HiddenField[];
  /** Further hidden values by name, such as the version the form was made for. Undefined ones are left out. */
  readonly hidden?: Readonly<Record<string, string | undefined>>;
  /** The form's name among the drafts; without it, input in work is not kept. */
  readonly draft?: string;
  readonly content: HtmlValue;
  /** Names the form for screen readers where no heading does. */
  readonly label?: string;
};

/** A form that is checked by the server, whose messages say more than the browser's. */
export function form({ action, formFields, hidden = {}, draft, content, label }: FormOptions): Html {
  const own = attributes({ method: 'post', action, novalidate: true, 'data-draft': draft, 'aria-label': label });
  return html`<form${own}>${hiddenInputs(formFields)}${hiddenInputs(hidden)}${content}</form>`;
}

/** Hidden inputs, from a list of fields or by name; undefined values are left out. */
export function hiddenInputs(values: readonly HiddenField[] | Readonly<Record<string, string | undefined>>): Html {
  const fields = isList(values) ? values : Object.entries(values).map(([name, value]) => ({ name, value }));
  const inputs = fields
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => html`<input${attributes({ type: 'hidden', name, value })}>`);
  return html`${inputs}`;
}

function isList(
  values: readonly HiddenField[] | Readonly<Record<string, string | undefined>>,
): values is readonly HiddenField[] {
  return Array.isArray(values);
}
