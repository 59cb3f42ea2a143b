import { discardFormDraft, readFormDrafts } from './drafts/form-drafts.ts';
import { discardSet, keepSet } from './drafts/set-drafts.ts';
import { saveSet } from './observations/save-set.ts';
import { documentPage } from './page/document-page.ts';
import { readPanels } from './panels/read-panels.ts';
import { readServicePage, submitForm } from './panels/service-page.ts';
import { patientView } from './patient/patient-view.ts';
import { notFound, refuse, view } from './request/answers.ts';
import { searchPatients } from './search/search-patients.ts';
import { readSession } from './session/read-session.ts';
import { signOut } from './session/sign-out.ts';
import type { Visit } from './visit.ts';
import { readWard } from './wards/read-ward.ts';
import { readWards } from './wards/read-wards.ts';

type Answer = (visit: Visit, ...parts: readonly string[]) => Promise<Response>;

const id = '([A-Za-z0-9.-]{1,64})';
const about = `/round/patients/${id}`;

const routes: readonly (readonly [method: 'GET' | 'POST', path: RegExp, answer: Answer])[] = [
  ['GET', /^\/round\/session$/, async (visit) => view(await readSession(visit))],
  ['GET', /^\/round\/wards$/, async (visit) => ofClinicians(visit) ?? withState(await readWards(visit), 'wards')],
  ['GET', route(`/round/wards/${id}`), wardAnswer],
  ['GET', route(about), patientAnswer],
  ['GET', route(`${about}/alerts`), async (visit, patient = '') => view(await readPanels(visit, patient, ['alerts']))],
  [
    'GET',
    route(`${about}/panels`),
    async (visit, patient = '') => view(await readPanels(visit, patient, ['main', 'side'])),
  ],
  [
    'GET',
    route(`${about}/services/([a-z][a-z0-9-]*)(/.*)?`),
    (visit, ...parts) => readServicePage(visit, target(visit, parts)),
  ],
  [
    'POST',
    route(`${about}/services/([a-z][a-z0-9-]*)(/.*)?`),
    (visit, ...parts) => submitForm(visit, target(visit, parts)),
  ],
  ['POST', route(`${about}/observations`), (visit, patient = '') => saveSet(visit, patient)],
  ['POST', route(`${about}/drafts`), (visit, patient = '') => keepSet(visit, patient)],
  ['POST', route(`${about}/drafts/discard`), (visit, patient = '') => discardSet(visit, patient)],
  ['GET', route(`${about}/form-drafts`), async (visit, patient = '') => view(await readFormDrafts(visit, patient))],
  ['POST', route(`${about}/form-drafts/discard`), (visit, patient = '') => discardFormDraft(visit, patient)],
  ['POST', /^\/round\/search$/, searchPatients],
  ['POST', /^\/round\/sign-out$/, signOut],
];

/** Answers one request of a signed-in person: a question or command of the browser's part, or the page that it runs in. */
export async function answerVisit(visit: Visit): Promise<Response> {
  const { request, url } = visit;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  for (const [wanted, path, answer] of routes) {
    const match = method === wanted ? path.exec(url.pathname) : null;
    if (match !== null) return answer(visit, ...match.slice(1).map((part) => part ?? ''));
  }
  if (method !== 'GET') return refuse('not-found', 404, 'There is nothing that takes this here. Nothing was saved.');
  return url.pathname.startsWith('/round/') ? answerPart(visit) : answerPage(visit);
}

/** The page that a tablet keeps for times without a network; anything else below `/round/` is a mistake. */
async function answerPart(visit: Visit): Promise<Response> {
  return visit.url.pathname === '/round/page' ? documentPage(visit, []) : notFound();
}

/** The page, with the answers it would ask for first. */
async function answerPage(visit: Visit): Promise<Response> {
  const { pathname } = visit.url;
  const paths = firstPaths(visit, pathname);
  if (paths === undefined) return documentPage(visit, [await answerTo(visit, '/round/session')], 404);
  const first = await Promise.all(['/round/session', ...paths].map((path) => answerTo(visit, path)));
  return documentPage(visit, first, Math.max(...first.map(({ response }) => response.status)));
}

function firstPaths({ context }: Visit, pathname: string): readonly string[] | undefined {
  if (pathname === '/') return context.principal.kind === 'patient' ? [] : ['/round/wards'];
  if (pathname === '/patients') return [];
  const ward = route(`/wards/${id}`).exec(pathname);
  if (ward !== null) return [`/round/wards/${ward[1]}`];
  const patient = route(`/patients/${id}(?:/.*)?`).exec(pathname);
  return patient === null ? undefined : [`/round/patients/${patient[1]}`];
}

async function answerTo(visit: Visit, path: string) {
  const url = new URL(path, visit.url);
  const response = await answerVisit({ ...visit, url, request: new Request(url) });
  return { path, response };
}

async function wardAnswer(visit: Visit, key = ''): Promise<Response> {
  const closed = ofClinicians(visit);
  if (closed !== undefined) return closed;
  const ward = await readWard(visit, key);
  return ward === undefined ? notFound() : withState(ward, 'patients');
}

async function patientAnswer(visit: Visit, patient = ''): Promise<Response> {
  const found = await patientView(visit, patient);
  if (found === 'withheld')
    return refuse('not-found', 403, `Patients are withheld for your role (${visit.context.principal.role.display}).`);
  return found === 'unknown' ? refuse('not-found', 404, 'There is no such patient in this record.') : view(found);
}

/** Wards are closed to patients, who see one record. */
function ofClinicians({ context }: Visit): Response | undefined {
  return context.principal.kind === 'patient'
    ? refuse('not-found', 403, 'You are signed in as a patient, so you see your own record only.')
    : undefined;
}

function withState<Name extends string>(
  content: { readonly [name in Name]: { readonly state: 'there' | 'withheld' | 'unavailable' } },
  name: Name,
): Response {
  return view(content, { there: 200, withheld: 403, unavailable: 503 }[content[name].state]);
}

function target({ url }: Visit, [patient = '', service = '', path = '']: readonly string[]) {
  // Two slashes at the beginning would make the rest of the path a host name.
  return { patient, service, path: path.replace(/^\/*/, '/') + url.search };
}

function route(path: string): RegExp {
  return new RegExp(`^${path}$`);
}
