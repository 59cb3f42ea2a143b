import { card, formatDateTime, type Html, html, trustedMarkup } from '@baseplate-epr/clinical-format';
import type { FragmentPage, FragmentResult } from '@baseplate-epr/contracts';
import type { Visit } from './visit.ts';

/** What a service is told about the page that shows its fragment. It keeps no drafts: give some here if yours does. */
export function fragmentPage(
  { shell }: Visit,
  patient: string,
  service: string,
  layout: FragmentPage['layout'],
): FragmentPage {
  return {
    patient,
    linkBase: `/patients/${patient}/${service}`,
    formFields: [
      { name: 'csrf', value: shell.csrfToken },
      { name: 'patient', value: patient },
    ],
    drafts: {},
    layout,
  };
}

/** A fragment's place: what the service wrote, which the composer has sanitised, or in words why there is nothing. */
export function fragmentOf(
  result: FragmentResult,
  { id, title }: { readonly id: string; readonly title: string },
): Html {
  if (result.outcome === 'content') return html`<div id="${id}">${trustedMarkup(result.html)}</div>`;
  const words =
    result.outcome === 'withheld'
      ? 'Withheld for your role. There may be entries that you do not see.'
      : result.outcome === 'unavailable'
        ? `Not available since ${formatDateTime(new Date(result.since).toISOString())}. The rest of this chart is complete.`
        : 'Not available.';
  return card({ id, heading: title, tone: 'away', content: html`<p>${words}</p>` });
}
