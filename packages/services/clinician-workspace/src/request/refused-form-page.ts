import { type Html, html } from '@baseplate-epr/clinical-format';
import { messagePage } from '../page/message-page.ts';
import type { Visit } from '../visit.ts';
import type { FormReading } from './read-form.ts';

type Reason = Extract<FormReading, { readonly outcome: 'refused' }>['reason'];

const sentences: Readonly<Record<Reason, { readonly status: number; readonly words: string }>> = {
  foreign: {
    status: 403,
    words:
      'The form did not come from a page of this record, so nothing was done with it. Open the page here and fill in the form again.',
  },
  token: {
    status: 403,
    words:
      'The form was made in another session, perhaps before you signed in again, so nothing was saved. Open the page again: what you typed may be there as an unsaved draft.',
  },
  kind: {
    status: 415,
    words: 'What was sent is not a form of this record, so nothing was done with it. Use the forms on its pages.',
  },
  size: {
    status: 413,
    words:
      'The form is larger than this record takes at once, so nothing was saved. Go back, shorten what you typed, and send it again.',
  },
};

/** Says that a form was refused, why, and what to do. */
export function refusedFormPage(visit: Visit, reason: Reason): Response {
  const { status, words } = sentences[reason];
  visit.logger.warn('a form was refused', { requestId: visit.context.requestId, reason });
  return messagePage(visit, {
    status,
    heading: 'The form was not accepted',
    content: html`<p>${words}</p>${again(visit, reason)}`,
  });
}

/** The way back to the page that the form is of, where it stands at the same address: within a chart. */
function again({ url }: Visit, reason: Reason): Html | undefined {
  const isOfChart = /^\/patients\/[A-Za-z0-9.-]{1,64}\/[a-z]/.test(url.pathname);
  if (!isOfChart || (reason !== 'token' && reason !== 'size')) return undefined;
  return html`<p><a class="nhsuk-link" href="${url.pathname}">Open the page again</a></p>`;
}
