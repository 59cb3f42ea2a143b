import { card, fragmentResponse, html } from '@baseplate-epr/clinical-format';
import type { Visit } from '../service/visit.ts';

/** Says that there is no such document in this patient's chart. */
export function absentDocument({ page }: Visit): Response {
  return fragmentResponse(
    card({
      id: 'documents-absent',
      heading: 'Not in this chart',
      content: html`<p>There is no such document in this patient’s chart, so nothing was changed. <a class="nhsuk-link" href="${page.linkBase}/">See all notes and letters</a>.</p>`,
    }),
    404,
  );
}
