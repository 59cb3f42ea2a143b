import { attributes } from '../html/attributes.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';

/** One entry of a {@link rowList}. */
export type Row = {
  readonly content: HtmlValue;
  /** `urgent` and `changed` add an edge to a row whose words already say why; `muted` is for what no longer holds. */
  readonly tone?: 'plain' | 'urgent' | 'changed' | 'muted';
};

/** Entries of the record below one another, each with a line under it; for what is read rather than compared. */
export function rowList(rows: readonly Row[]): Html {
  return html`<ul class="clinical-list" role="list">${rows.map(
    ({ content, tone = 'plain' }) =>
      html`<li${attributes({ class: tone === 'plain' ? undefined : `clinical-list__row--${tone}` })}>${content}</li>`,
  )}</ul>`;
}
