import { card, fragmentResponse, html } from '@baseplate-epr/clinical-format';
import type { Visit } from '../service/visit.ts';

/** Says that there is no such entry in this patient's chart. */
export function absentEntry({ page }: Visit): Response {
  return fragmentResponse(
    card({
      id: 'problems-allergies-absent',
      heading: 'Not in this chart',
      content: html`<p>There is no such entry in this patient’s chart, so nothing was changed. <a class="nhsuk-link" href="${page.linkBase}/problems">See the problems</a> or <a class="nhsuk-link" href="${page.linkBase}/allergies">the allergies</a> that are recorded.</p>`,
    }),
    404,
  );
}
