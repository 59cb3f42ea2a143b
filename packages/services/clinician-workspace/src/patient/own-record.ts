import { html } from '@baseplate-epr/clinical-format';
import { messagePage } from '../page/message-page.ts';
import type { Visit } from '../visit.ts';

/** Whether the reader is a patient, who sees one record: the own one. */
export function isPatient({ context }: Pick<Visit, 'context'>): boolean {
  return context.principal.kind === 'patient';
}

/** What a patient gets where others find the wards: the own chart. */
export function ownRecord(visit: Visit): Response {
  const { patient } = visit.context.principal;
  if (patient === undefined) return ownRecordOnlyPage(visit);
  const location = `/patients/${encodeURIComponent(patient)}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

/** Says to a patient why there is no search. */
export function ownRecordOnlyPage(visit: Visit): Response {
  const { patient } = visit.context.principal;
  return messagePage(visit, {
    status: 403,
    heading: 'You see your own record only',
    content:
      patient === undefined
        ? html`<p>You are signed in as a patient, but this sign-in does not say whose record is yours. Tell the service desk.</p>`
        : html`<p>You are signed in as a patient, so nobody else can be looked up here.</p>`,
  });
}
