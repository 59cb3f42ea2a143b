import { html } from '@baseplate-epr/clinical-format';
import { messagePage, notFoundPage } from '../page/message-page.ts';
import { searchPage } from '../search/search-page.ts';
import { signOut } from '../session/sign-out.ts';
import type { Visit } from '../visit.ts';
import { wardListPage } from '../wards/ward-list-page.ts';
import { answerPatient } from './answer-patient.ts';

/** Answers one request of a signed-in person. */
export async function answerVisit(visit: Visit): Promise<Response> {
  const { request, url, context } = visit;
  if (context.principal.kind === 'patient' && url.pathname !== '/sign-out') {
    return messagePage(visit, {
      status: 403,
      heading: 'This is the workspace of clinicians',
      content: html`<p>You are signed in as a patient. Your own record is shown by the patient portal, not here.</p>`,
    });
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  switch (`${method} ${url.pathname}`) {
    case 'GET /':
      return wardListPage(visit);
    case 'GET /patients':
    case 'POST /patients':
      return searchPage(visit);
    case 'POST /sign-out':
      return signOut(visit);
  }
  const patient = /^\/patients\/([A-Za-z0-9.-]{1,64})(\/.*)?$/.exec(url.pathname);
  if (patient !== null && (method === 'GET' || method === 'POST')) {
    return answerPatient(visit, { patient: patient[1] ?? '', rest: (patient[2] ?? '').replace(/^\/$/, '') });
  }
  return notFoundPage(visit);
}
