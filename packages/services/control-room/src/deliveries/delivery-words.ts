import { type Html, html } from '@baseplate-epr/clinical-format';
import type { DeliveryView } from '@baseplate-epr/contracts';
import { countWords, durationWords, momentWords } from '../words/amounts.ts';

const states: Readonly<Record<DeliveryView['state'], readonly [string, string, string]>> = {
  delivering: ['pass', '✓', 'Delivering'],
  away: ['warn', '!', 'Away: asked again at growing intervals; nothing is lost'],
  full: ['fail', '✕', 'Full: nothing goes on until you decide about what was put aside'],
  stuck: ['fail', '✕', 'Stuck: the record or the state store keeps it from going on'],
  unattended: ['warn', '?', 'Unattended: no process delivers now'],
};

/** How the deliveries to one service stand. */
export function deliveryFacts(view: DeliveryView): Html {
  const [tone, sign, words] = states[view.state] ?? ['unknown', '?', 'Unknown'];
  const { lag, waiting, failing, delivered, failures, lastDelivered, deadLetters, unreadable, at } = view;
  return html`<p><span class="badge badge--${tone}"><span aria-hidden="true">${sign}</span> ${words}</span></p><dl class="facts"><div><dt>Waiting</dt><dd>${countWords(waiting)}${waiting > 0 && html`, the oldest for ${durationWords(lag)}`}${failing > 0 && html`; ${countWords(failing)} were refused and will be tried again`}</dd></div><div><dt>Delivered</dt><dd>${countWords(delivered)}${lastDelivered === undefined ? ', none so far' : html`, last at ${momentWords(lastDelivered)}`}</dd></div><div><dt>Attempts that failed</dt><dd>${countWords(failures)}</dd></div><div><dt>Put aside</dt><dd>${countWords(deadLetters.count)}</dd></div>${
    unreadable > 0 &&
    html`<div><dt>Could not be read</dt><dd>${countWords(unreadable)} versions, which the record store cannot read</dd></div>`
  }</dl><p class="quiet">As it stood at ${momentWords(at)}.</p>`;
}
