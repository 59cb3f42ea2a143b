import { html } from '@baseplate-epr/clinical-format';
import type { Visit } from '../visit.ts';
import { messagePage } from './message-page.ts';

/** Something failed that should not; the number finds it in the log. */
export function failurePage(visit: Visit): Response {
  return messagePage(visit, {
    status: 500,
    heading: 'This page could not be shown',
    content: html`<p>Something went wrong in this record, not in what you did. If you were saving something, look whether it is there before you send it again. Try again in a minute; if it stays, tell the service desk this number:</p><p><code>${visit.context.requestId}</code></p>`,
  });
}
