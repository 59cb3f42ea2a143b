import { type HtmlValue, html } from '@baseplate-epr/clinical-format';
import type { Told } from '../assembly/ask-assembly.ts';
import { linkTo, type Visit } from '../visit.ts';
import { documentPage } from './document.ts';

/** A page that has only something to say. */
export interface MessageOptions {
  readonly status: number;
  readonly heading: string;
  readonly content: HtmlValue;
}

/** A page of words, for what is refused, missing or gone wrong. */
export function messagePage(visit: Visit, { status, heading, content }: MessageOptions): Response {
  return documentPage(visit, { title: heading, status, main: html`<h1>${heading}</h1>${content}` });
}

/** There is nothing at this address. */
export function notFoundPage(visit: Visit): Response {
  return messagePage(visit, {
    status: 404,
    heading: 'Page not found',
    content: html`<p>There is nothing at this address. <a href="${linkTo(visit, '/')}">See the assembly</a>.</p>`,
  });
}

/** Something failed that should not; the number finds it in the log. */
export function failurePage(visit: Visit): Response {
  return messagePage(visit, {
    status: 500,
    heading: 'This page could not be shown',
    content: html`<p>Something went wrong in the control room, not in the record. If you asked for a change, look at <a href="${linkTo(visit, '/progress')}">the progress</a> before you ask again. The log knows this page by the number <code>${visit.context.requestId}</code>.</p>`,
  });
}

/** The assembly did not tell what the page would show. Nothing is known then, which is said. */
export function notToldPage(visit: Visit, told: Exclude<Told<unknown>, { readonly outcome: 'told' }>): Response {
  if (told.outcome === 'refused') {
    return messagePage(visit, {
      status: 403,
      heading: 'Withheld for your role',
      content: html`<p>You are signed in as ${visit.context.principal.role.display}. The control room is for administrators of the assembly: it shows no patients, and this role may not see or change what the record is made of.</p><p><a href="/">Back to the record</a></p>`,
    });
  }
  return messagePage(visit, {
    // What is wrong with the assembly is no failure of the control room, whose breaker would open.
    status: told.status >= 400 && told.status < 500 ? told.status : 409,
    heading: 'The assembly did not answer',
    content: html`<p class="notice notice--fail">${told.message ?? 'What it answered could not be understood. How it is, is unknown: this says neither that it works nor that it does not.'}</p><p><a href="${linkTo(visit, visit.url.pathname)}">Try again</a>. On the machine itself, <code>baseplate status</code> and <code>baseplate doctor</code> tell the same.</p>`,
  });
}
