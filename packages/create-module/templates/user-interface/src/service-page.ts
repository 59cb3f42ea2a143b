import { html } from '@baseplate-epr/clinical-format';
import type { FragmentResult } from '@baseplate-epr/contracts';
import { fragmentOf, fragmentPage } from './fragment.ts';
import { keepMessage } from './messages.ts';
import { messagePage, page } from './page.ts';
import { type Banner, patientBanner } from './patient-banner.ts';
import { readForm } from './read-form.ts';
import type { Visit } from './visit.ts';

/** A page of a service within a chart. */
export interface Target {
  readonly patient: string;
  readonly service: string;
  /** Path within the service. */
  readonly path: string;
}

/** Shows a page of a service under the patient's banner. */
export async function servicePage(visit: Visit, target: Target): Promise<Response> {
  const [who, result] = await Promise.all([patientBanner(visit, target.patient), ask(visit, target)]);
  return who instanceof Response ? who : shown(visit, who, target, result);
}

/**
 * Takes a form for a service. One that names another patient than the page it was sent to is refused: to write into the wrong chart is the
 * worst that a screen can do. An accepted form leads on by 303, so that reloading sends nothing twice.
 */
export async function submitForm(visit: Visit, target: Target): Promise<Response> {
  const form = await readForm(visit);
  if (form instanceof Response) return form;
  const named = form.getAll('patient');
  if (named.length !== 1 || named[0] !== target.patient) {
    const words =
      'The form was about another patient than this page. Open the chart again, check the name, and fill it in there.';
    return messagePage(visit, 409, 'Wrong patient: nothing was saved', words);
  }
  const result = await ask(visit, target, form);
  if (result.outcome === 'done') {
    if (result.message !== undefined) await keepMessage(visit.context, target.patient, result.message);
    const location = locationOf(target, result.path);
    return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
  }
  const who = await patientBanner(visit, target.patient);
  return who instanceof Response ? who : shown(visit, who, target, result);
}

function ask(visit: Visit, { patient, service, path }: Target, form?: URLSearchParams): Promise<FragmentResult> {
  return visit.shell.fragments.fetch({
    service,
    path: path + visit.url.search,
    page: fragmentPage(visit, patient, service, 'page'),
    ...(form === undefined ? {} : { form }),
  });
}

function shown(visit: Visit, { name, banner }: Banner, { patient, service }: Target, result: FragmentResult): Response {
  const title = visit.shell.fragments.list({}).find((one) => one.service === service)?.title ?? service;
  const problem = result.outcome === 'content' && result.status === 422 ? 'Error: ' : '';
  return page(visit, {
    title: `${problem}${name} – ${title}`,
    status: result.outcome === 'content' ? result.status : result.outcome === 'withheld' ? 403 : 503,
    banner,
    main: html`<p><a class="nhsuk-link" href="/patients/${patient}">Back to chart</a></p>${fragmentOf(result, { id: service, title })}`,
  });
}

/** Where an accepted form leads: a path of the service, whatever it looks like, or the chart. */
function locationOf({ patient, service }: Target, path: string): string {
  const inside = new URL(path === '' ? '/' : path, 'http://service.invalid');
  const own = inside.host === 'service.invalid' ? `${inside.pathname}${inside.search}` : '/';
  return own === '/' ? `/patients/${patient}` : `/patients/${patient}/${service}${own}`;
}
