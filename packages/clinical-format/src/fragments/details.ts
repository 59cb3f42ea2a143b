import { attributes } from '../html/attributes.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';

/** Content that opens on demand, without script. Nothing that matters for safety may hide here. */
export function details(summary: string, content: HtmlValue, options: { readonly open?: boolean } = {}): Html {
  return html`<details class="nhsuk-details"${attributes({ open: options.open })}><summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">${summary}</span></summary><div class="nhsuk-details__text">${content}</div></details>`;
}
