import { chartPage } from './chart-page.ts';
import { messagePage } from './page.ts';
import { findPage, patientsPage } from './patients-page.ts';
import { readForm } from './read-form.ts';
import { servicePage, submitForm } from './service-page.ts';
import type { Visit } from './visit.ts';

/** Answers one request. */
export async function answer(visit: Visit): Promise<Response> {
  const { request, url } = visit;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (method !== 'GET' && method !== 'POST') return nothing(visit);
  switch (`${method} ${url.pathname}`) {
    case 'GET /':
      return patientsPage(visit);
    case 'POST /find':
      return findPage(visit);
    case 'POST /sign-out':
      return signOut(visit);
  }
  const [, patient, service, path] =
    /^\/patients\/([A-Za-z0-9.-]{1,64})(?:\/([a-z][a-z0-9-]*)(\/.*)?)?$/.exec(url.pathname) ?? [];
  if (patient === undefined) return nothing(visit);
  if (service === undefined) return method === 'GET' ? chartPage(visit, patient) : nothing(visit);
  if (!visit.shell.fragments.list({}).some((fragment) => fragment.service === service)) return nothing(visit);
  // Two slashes at the beginning would make the rest of the path a host name.
  const target = { patient, service, path: (path ?? '').replace(/^\/*/, '/') };
  return method === 'GET' ? servicePage(visit, target) : submitForm(visit, target);
}

function nothing(visit: Visit): Response {
  return messagePage(visit, 404, 'There is no such page', 'Check the address, or begin with the list of patients.');
}

async function signOut(visit: Visit): Promise<Response> {
  const form = await readForm(visit);
  if (form instanceof Response) return form;
  const { headers } = await visit.shell.signOut();
  headers.set('location', '/');
  headers.set('cache-control', 'no-store');
  return new Response(null, { status: 303, headers });
}
