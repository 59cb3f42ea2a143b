import { notFoundPage } from '../page/message-page.ts';
import { isPatient, ownRecord, ownRecordOnlyPage } from '../patient/own-record.ts';
import { searchPage } from '../search/search-page.ts';
import { signOut } from '../session/sign-out.ts';
import type { Visit } from '../visit.ts';
import { wardListPage } from '../wards/ward-list-page.ts';
import { answerPatient } from './answer-patient.ts';

/** Answers one request of a signed-in person. */
export async function answerVisit(visit: Visit): Promise<Response> {
  const { request, url } = visit;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  switch (`${method} ${url.pathname}`) {
    case 'GET /':
      return isPatient(visit) ? ownRecord(visit) : wardListPage(visit);
    case 'GET /patients':
    case 'POST /patients':
      return isPatient(visit) ? ownRecordOnlyPage(visit) : searchPage(visit);
    case 'POST /sign-out':
      return signOut(visit);
  }
  const patient = /^\/patients\/([A-Za-z0-9.-]{1,64})(\/.*)?$/.exec(url.pathname);
  if (patient !== null && (method === 'GET' || method === 'POST')) {
    return answerPatient(visit, { patient: patient[1] ?? '', rest: (patient[2] ?? '').replace(/^\/$/, '') });
  }
  return notFoundPage(visit);
}
