import { card, type Html, html, trustedMarkup } from '@baseplate-epr/clinical-format';
import type { Panel } from './fetch-slots.ts';
import { sinceWords } from './since-words.ts';

/** A panel of the chart: what its service wrote, or in words why there is nothing. Withheld panels are told of together, elsewhere. */
export function panelCard({ service, slot, title, result }: Panel, patient: string): Html {
  if (result.outcome === 'withheld') return html``;
  if (result.outcome === 'content') {
    return html`<div class="workspace-panel" id="${service}-${slot}">${trustedMarkup(result.html)}</div>`;
  }
  const since =
    result.outcome === 'unavailable' ? html`Not available since ${sinceWords(result.since)}.` : 'Not available.';
  return card({
    id: `${service}-${slot}-away`,
    heading: title,
    tone: 'away',
    content: html`<p>${since} The rest of this record is complete. <a class="nhsuk-link" href="/patients/${patient}">Try again<span class="nhsuk-u-visually-hidden">: ${title}</span></a></p>`,
  });
}
