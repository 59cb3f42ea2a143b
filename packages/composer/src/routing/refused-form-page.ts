import type { OwnPage } from '@baseplate-epr/contracts';
import type { FormRefusal } from './own-form.ts';
import { escaped, pageOfWords } from './page-of-words.ts';

/** Answers a form that is not taken: nothing was done, why, and the way back. */
export function refusedFormPage({ status, reason }: FormRefusal, { linkBase }: OwnPage, path: string): Response {
  return pageOfWords(
    status,
    'The form was not accepted: nothing was done',
    `<p>${reason}</p>
<p><a href="${escaped(linkBase + path)}">Open the page again</a> and send the form from there.</p>`,
  );
}
