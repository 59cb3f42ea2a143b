import { type Html, html } from '@baseplate-epr/clinical-format';
import type { BreakerView } from '@baseplate-epr/contracts';
import { momentWords } from '../words/amounts.ts';

const states: Readonly<Record<BreakerView['state'], readonly [string, string, string]>> = {
  closed: ['pass', '✓', 'Closed: calls go through'],
  open: ['fail', '✕', 'Open: nobody waits for it'],
  trying: ['warn', '!', 'Trying: one call has gone through, and decides'],
};

/** How a breaker stands. */
export function breakerBadge({ state, awaySince }: BreakerView): Html {
  const [tone, sign, words] = states[state] ?? ['unknown', '?', 'Unknown'];
  return html`<span class="badge badge--${tone}"><span aria-hidden="true">${sign}</span> ${words}</span>${awaySince !== undefined && html` Away since ${momentWords(awaySince)}.`}`;
}

/** What became of it, newest first. */
export function breakerHistory({ history }: BreakerView): Html {
  if (history.length === 0) return html`<p class="quiet">It has not opened since this process was started.</p>`;
  return html`<ol class="events">${history.toReversed().map(({ at, to, why }) => html`<li><span class="quiet">${momentWords(at)}</span> <b>${to}</b>: ${why}</li>`)}</ol>`;
}
