import { attributes } from '../html/attributes.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';
import type { CardLink } from './card.ts';

/** One fact that must be seen before anything else in a chart. */
export type AlertNoteOptions = {
  /** The fact in a few words, in bold: "NEWS2 7: emergency response". */
  readonly fact: HtmlValue;
  /** What belongs to the fact and is less than it: ", not yet acknowledged". */
  readonly more?: HtmlValue;
  /** What to do. */
  readonly action?: HtmlValue;
  /** When, where from, who. */
  readonly source: HtmlValue;
  readonly link?: CardLink;
  /** `urgent` has a red edge, `caution` an amber one; the words say which it is. */
  readonly tone: 'urgent' | 'caution';
};

/** An alert for the strip at the top of a chart. */
export function alertNote({ fact, more, action, source, link, tone }: AlertNoteOptions): Html {
  const className = `clinical-alert clinical-alert--${tone}`;
  return html`<div${attributes({ class: className })}><p><b>${fact}</b>${more}</p>${action !== undefined && html`<p>${action}</p>`}<p class="clinical-meta">${source}${
    link && html` · <a class="nhsuk-link"${attributes({ href: link.href })}>${link.text}</a>`
  }</p></div>`;
}
