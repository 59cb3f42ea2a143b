import { type Html, html, type TextInputOptions, textInput } from '@baseplate-epr/clinical-format';

/** A line of text with suggestions, which the browser offers while one types; anything else may be typed too. */
export function suggestedInput(options: TextInputOptions, suggestions: Iterable<string>): Html {
  const list = `${options.id}-suggestions`;
  return html`${textInput({ ...options, attributes: { list } })}<datalist id="${list}">${[...suggestions].map(
    (text) => html`<option value="${text}"></option>`,
  )}</datalist>`;
}
