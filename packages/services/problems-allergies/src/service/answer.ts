import { fragmentResponse, withheldResponse } from '@baseplate-epr/clinical-format';
import { alertsStrip } from '../alerts/alerts-strip.ts';
import { addAllergy, openAddAllergy } from '../allergies/add-allergy.ts';
import { allergiesPage } from '../allergies/allergies-page.ts';
import { markAllergyMistaken, refuteAllergy } from '../allergies/correct-allergy.ts';
import { openRecordNone, recordNone } from '../allergies/record-none.ts';
import { addProblem, openAddProblem } from '../problems/add-problem.ts';
import { markProblemMistaken } from '../problems/mark-problem-mistaken.ts';
import { problemsPage } from '../problems/problems-page.ts';
import { resolveProblem } from '../problems/resolve-problem.ts';
import { chartCard } from '../view/chart-card.ts';
import { mayWrite } from './may-write.ts';
import type { Visit } from './visit.ts';

type Answer = (visit: Visit) => Promise<Response> | Response;

const pages: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  [
    'GET /alerts',
    async ({ client, page, context }) => fragmentResponse(await alertsStrip(client, page.patient, context.now)),
  ],
  ['GET /card', card],
  ['GET /', problemsPage],
  ['GET /problems', problemsPage],
  ['GET /problems/add', openAddProblem],
  ['POST /problems/add', addProblem],
  ['GET /allergies', allergiesPage],
  ['GET /allergies/add', openAddAllergy],
  ['POST /allergies/add', addAllergy],
  ['GET /allergies/none', openRecordNone],
  ['POST /allergies/none', recordNone],
]);

const changes: ReadonlyMap<string, (visit: Visit, id: string) => Promise<Response>> = new Map([
  ['problems/resolve', resolveProblem],
  ['problems/error', markProblemMistaken],
  ['allergies/refute', refuteAllergy],
  ['allergies/error', markAllergyMistaken],
]);

/** Answers a path of the service; `undefined` for a path it does not have. */
export async function answer(visit: Visit): Promise<Response | undefined> {
  const { request, url } = visit;
  // A form that the record would refuse is not opened. One that was sent is answered with the words of the refusal.
  const [, about] = /^\/(problems|allergies)\/./.exec(url.pathname) ?? [];
  const type = about === 'problems' ? 'Condition' : 'AllergyIntolerance';
  if (request.method === 'GET' && about !== undefined && !mayWrite(visit, type)) return withheldResponse();
  const page = pages.get(`${request.method} ${url.pathname}`);
  if (page !== undefined) return page(visit);
  const [, list = '', id = '', change = ''] = /^\/([a-z]+)\/([A-Za-z0-9.-]{1,64})\/([a-z]+)$/.exec(url.pathname) ?? [];
  return changes.get(`${list}/${change}`)?.(visit, id);
}

async function card(visit: Visit): Promise<Response> {
  const shown = await chartCard(visit.client, {
    patient: visit.page.patient,
    linkBase: visit.page.linkBase,
    mayAddProblem: mayWrite(visit, 'Condition'),
    mayAddAllergy: mayWrite(visit, 'AllergyIntolerance'),
  });
  return shown === undefined ? withheldResponse() : fragmentResponse(shown);
}
