import { type Html, html } from '@baseplate-epr/clinical-format';
import type { RouteLatency } from '@baseplate-epr/contracts';
import { countWords, durationWords } from '../words/amounts.ts';

/** How long answers took, a line for each kind of request. */
export function latencyTable(routes: readonly RouteLatency[], caption: string, empty: string): Html {
  if (routes.length === 0) return html`<p>${empty}</p>`;
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr><th scope="col">Request</th><th scope="col" class="number">Half within</th><th scope="col" class="number">95 of 100 within</th><th scope="col" class="number">Answers</th><th scope="col" class="number">Failed</th></tr></thead><tbody>${routes.map(
    ({ route, p50, p95, count, failed }) =>
      html`<tr><th scope="row">${route}</th><td class="number">${durationWords(p50)}</td><td class="number">${durationWords(p95)}</td><td class="number">${countWords(count)}</td><td class="number">${failed === 0 ? '0' : html`<b>${countWords(failed)}</b>`}</td></tr>`,
  )}</tbody></table></div>`;
}
