import { type Html, html } from '@baseplate-epr/clinical-format';
import type { Health } from '@baseplate-epr/contracts';

const words: Readonly<Record<Health['status'], readonly [string, string]>> = {
  pass: ['✓', 'Works'],
  warn: ['!', 'Needs a look'],
  fail: ['✕', 'Does not work'],
};

/** How something is, in a sign and a word. What says neither is unknown, never well. */
export function healthBadge(status: unknown): Html {
  const [sign, word] = words[status as Health['status']] ?? ['?', 'Unknown'];
  const tone = word === 'Unknown' ? 'unknown' : String(status);
  return html`<span class="badge badge--${tone}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}
