import { html } from '@baseplate-epr/clinical-format';
import { messagePage } from '../page/message-page.ts';
import type { Visit } from '../visit.ts';

/** A form said another patient than the page it was sent from: nothing was done with it. */
export function wrongPatientPage(visit: Visit, patient: string): Response {
  visit.logger.warn('a form about another patient was refused', { requestId: visit.context.requestId });
  return messagePage(visit, {
    status: 409,
    heading: 'Wrong patient: nothing was saved',
    content: html`<p>The form was about another patient than the page it was sent to, so it was refused and nothing was saved. This can happen when two charts are open at once. Close the other chart, <a class="nhsuk-link" href="/patients/${patient}">open this chart again</a>, check the name, and fill in the form there.</p>`,
  });
}
