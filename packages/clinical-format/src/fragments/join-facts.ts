import { type Html, type HtmlValue, html, joinHtml } from '../html/html.ts';

/** A date as staff read it: a browser breaks the line behind either of its hyphens. */
const date = /\d-[A-Z][a-z]{2}-\d{4}/;
/** More would not fit a line of a phone. */
const longest = 40;

/** Facts of one line, set apart by dots: `Onset 03-Feb-2024 · Confirmed`. No line break parts a date from its words, or in itself. */
export function joinFacts(facts: readonly HtmlValue[]): Html {
  return joinHtml(facts.map(unbroken), ' \u00b7 ');
}

/** A short text with a date in it, which no line break parts; anything else as it is. */
export function unbroken(value: HtmlValue): HtmlValue {
  if (typeof value !== 'string' || value.length > longest || !date.test(value)) return value;
  return html`<span class="clinical-part">${value}</span>`;
}
