import { type Html, html } from '@baseplate-epr/clinical-format';
import type { Visit } from '../visit.ts';
import type { Panel } from './fetch-slots.ts';

/** One sentence for everything that this role may not see, instead of a card for each. */
export function withheldNote({ context }: Visit, panels: readonly Panel[]): Html {
  const titles = [
    ...new Set(
      panels.filter(({ slot, result }) => slot !== 'alerts' && result.outcome === 'withheld').map(({ title }) => title),
    ),
  ];
  const alerts = panels.some(({ slot, result }) => slot === 'alerts' && result.outcome === 'withheld');
  const all = alerts ? ['Alerts', ...titles] : titles;
  if (all.length === 0) return html``;
  return html`<p class="workspace-withheld"><b>Withheld for your role</b> (${context.principal.role.display}): ${all.join('; ')}. There may be entries that you do not see.</p>`;
}
