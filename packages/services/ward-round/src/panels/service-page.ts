import { discardSent } from '../drafts/form-drafts.ts';
import { readCommandAbout } from '../request/about-patient.ts';
import { notFound, refuse, view } from '../request/answers.ts';
import { readPairs } from '../request/read-pairs.ts';
import type { Visit } from '../visit.ts';
import type { ServicePageView } from './panel-views.ts';
import { fragmentPage, titleOf } from './read-panels.ts';

/** Which page. */
export interface ServiceTarget {
  readonly patient: string;
  readonly service: string;
  /** Path and query within the service. */
  readonly path: string;
}

/** Shows a page of a service. */
export async function readServicePage(visit: Visit, { patient, service, path }: ServiceTarget): Promise<Response> {
  const title = titleOf(visit, service);
  if (title === undefined) return notFound();
  const page = await fragmentPage(visit, patient, service, 'page');
  return view({ title, result: await visit.shell.fragments.fetch({ service, path, page }) } satisfies ServicePageView);
}

/** Hands a form to its service. It says its patient twice: in the command, as the page sends it, and in its own hidden field. */
export async function submitForm(visit: Visit, { patient, service, path }: ServiceTarget): Promise<Response> {
  const reading = await readCommandAbout(visit, patient);
  if (reading.outcome === 'refused') return reading.answer;
  const title = titleOf(visit, service);
  if (title === undefined) return notFound();
  const form = readPairs(reading.fields.form);
  if (form === undefined) return refuse('unreadable', 400, 'The form could not be read. Nothing was saved.');
  const named = form.getAll('patient');
  if (named.length !== 1 || named[0] !== patient) {
    visit.logger.warn('a form about another patient was refused', { requestId: visit.context.requestId });
    return refuse('wrong-patient', 409, 'Wrong patient: nothing was saved. Open the patient again and check the name.');
  }
  form.delete('patient');
  const layout = reading.fields.layout === 'card' ? 'card' : 'page';
  const page = await fragmentPage(visit, patient, service, layout);
  const result = await visit.shell.fragments.fetch({ service, path, page, form });
  if (result.outcome === 'done') await discardSent(visit, patient, service, path.split('?', 1)[0] ?? path);
  return view({ title, result } satisfies ServicePageView);
}
