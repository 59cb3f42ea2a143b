import { type Html, html, trustedMarkup } from '@baseplate-epr/clinical-format';
import type { Panel } from './fetch-slots.ts';
import { sinceWords } from './since-words.ts';

/** The strip of alerts below the banner. Silence is not safety: it says when there are none, and when a source did not answer. */
export function alertStrip(panels: readonly Panel[], patient: string): Html {
  const asked = panels.filter(({ result }) => result.outcome !== 'withheld');
  if (asked.length === 0) return html``;
  const away = asked.filter(({ result }) => result.outcome !== 'content');
  const written = asked.flatMap(({ result }) =>
    result.outcome === 'content' && result.html.trim() !== '' ? [result.html] : [],
  );
  return html`<section class="workspace-alerts" aria-labelledby="alerts-heading"><h2 class="nhsuk-u-visually-hidden" id="alerts-heading">Alerts</h2>${written.map(
    (fragment) => html`<div class="workspace-alerts__group">${trustedMarkup(fragment)}</div>`,
  )}${away.map((panel) => awayAlert(panel, patient))}${
    written.length === 0 &&
    away.length === 0 &&
    html`<p class="workspace-alerts__none">${asked.length < panels.length ? 'No alerts that your role may see.' : 'No alerts in this record.'}</p>`
  }</section>`;
}

function awayAlert({ title, result }: Panel, patient: string): Html {
  const since = result.outcome === 'unavailable' ? ` since ${sinceWords(result.since)}` : '';
  return html`<div class="workspace-alerts__away"><p><b>Alerts not available${since}</b>: ${title}. There may be alerts that are not shown. <a class="nhsuk-link" href="/patients/${patient}">Try again<span class="nhsuk-u-visually-hidden">: ${title}</span></a></p></div>`;
}
