import { type HtmlValue, html } from '@baseplate-epr/clinical-format';
import type { Visit } from '../visit.ts';
import { documentPage } from './document.ts';

/** A page that has only something to say. */
export interface MessageOptions {
  readonly status: number;
  readonly heading: string;
  /** What happened, why, and what to do. */
  readonly content: HtmlValue;
}

/** A page of words, for what is refused, missing or gone wrong. */
export function messagePage(visit: Visit, { status, heading, content }: MessageOptions): Response {
  return documentPage(visit, {
    title: heading,
    status,
    main: html`<div class="workspace-message"><h1 class="nhsuk-heading-l">${heading}</h1>${content}${
      visit.context.principal.kind !== 'patient'
        ? html`<p><a class="nhsuk-link" href="/patients">Find a patient</a> or <a class="nhsuk-link" href="/">go to the wards</a>.</p>`
        : visit.context.principal.patient !== undefined &&
          html`<p><a class="nhsuk-link" href="/">Go to your record</a>.</p>`
    }</div>`,
  });
}

/** There is nothing at this address. */
export function notFoundPage(visit: Visit): Response {
  return messagePage(visit, {
    status: 404,
    heading: 'Page not found',
    content: html`<p>There is nothing at this address. If you typed it, check that it is right. If you followed a link, tell the service desk which.</p>`,
  });
}

/** There is no such patient, as far as this reader may know. */
export function unknownPatientPage(visit: Visit): Response {
  return messagePage(visit, {
    status: 404,
    heading: 'No such patient',
    content:
      visit.context.principal.kind === 'patient'
        ? html`<p>You are signed in as a patient and see your own record only.</p>`
        : html`<p>This record holds no patient with that address. The link may be old, or the record may have been removed or merged with another. Look the patient up by name, NHS number or date of birth.</p>`,
  });
}

/** The role sees no patients at all. */
export function noPatientsPage(visit: Visit): Response {
  const { role } = visit.context.principal;
  return messagePage(visit, {
    status: 403,
    heading: 'Patients are withheld for your role',
    content: html`<p>You are signed in as ${role.display}. This role does not see patients. If you need to for your work, sign out and sign in with another role, or ask whoever manages access.</p>`,
  });
}
