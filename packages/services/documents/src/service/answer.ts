import { fragmentResponse, withheldResponse } from '@baseplate-epr/clinical-format';
import { readDocuments } from '../read/read-documents.ts';
import { documentPage } from '../reading/document-page.ts';
import { documentsCard, shownOnCard } from '../view/documents-card.ts';
import { documentsPage } from '../view/documents-page.ts';
import { correctNote } from '../writing/correct-note.ts';
import { markMistaken } from '../writing/mark-mistaken.ts';
import { openWriteNote, writeNote } from '../writing/write-note.ts';
import { mayWrite } from './may-write.ts';
import type { Visit } from './visit.ts';

const pages: ReadonlyMap<string, (visit: Visit) => Promise<Response> | Response> = new Map<
  string,
  (visit: Visit) => Promise<Response> | Response
>([
  ['GET /card', card],
  ['GET /', documentsPage],
  ['GET /write', openWriteNote],
  ['POST /write', writeNote],
]);

const ofOne: ReadonlyMap<string, (visit: Visit, id: string) => Promise<Response>> = new Map([
  ['GET read', documentPage],
  ['GET correct', correctNote],
  ['POST correct', correctNote],
  ['GET error', markMistaken],
  ['POST error', markMistaken],
]);

/** Answers a path of the service within a chart; `undefined` for a path it does not have. */
export async function answer(visit: Visit): Promise<Response | undefined> {
  const { request, url } = visit;
  // A form that the record would refuse is not opened. One that was sent is answered with the words of the refusal.
  if (request.method === 'GET' && /^\/(?:write$|correct\/|error\/)/.test(url.pathname) && !mayWrite(visit)) {
    return withheldResponse();
  }
  const page = pages.get(`${request.method} ${url.pathname}`);
  if (page !== undefined) return page(visit);
  const [, what = '', id = ''] = /^\/([a-z]+)\/([A-Za-z0-9.-]{1,64})$/.exec(url.pathname) ?? [];
  return ofOne.get(`${request.method} ${what}`)?.(visit, id);
}

async function card(visit: Visit): Promise<Response> {
  const { patient, linkBase } = visit.page;
  const list = await readDocuments(visit.client, { patient, limit: shownOnCard });
  return fragmentResponse(documentsCard(list, { linkBase, mayWrite: mayWrite(visit) }));
}
