import { fragmentResponse } from '@baseplate-epr/clinical-format';
import { scopesAllow } from '@baseplate-epr/fhir-client';
import { readDocuments } from '../read/read-documents.ts';
import { documentsCard, shownOnCard } from '../view/documents-card.ts';
import type { Visit } from './visit.ts';

/** Answers a path of the service; `undefined` for a path it does not have. */
export async function answer(visit: Visit): Promise<Response | undefined> {
  const { url, client, page, context } = visit;
  const mayWrite = scopesAllow(context.principal.scopes, 'DocumentReference', 'c');
  if (visit.request.method === 'GET' && url.pathname === '/card') {
    const list = await readDocuments(client, { patient: page.patient, limit: shownOnCard });
    return fragmentResponse(documentsCard(list, { linkBase: page.linkBase, mayWrite }));
  }
  return undefined;
}
