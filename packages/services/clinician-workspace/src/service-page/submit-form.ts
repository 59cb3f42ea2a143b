import { chartPage } from '../chart/chart-page.ts';
import { createDraftStore } from '../drafts/draft-store.ts';
import { keepMessage } from '../messages/flash-message.ts';
import { withPatient } from '../patient/with-patient.ts';
import { readForm } from '../request/read-form.ts';
import { refusedFormPage } from '../request/refused-form-page.ts';
import { wrongPatientPage } from '../request/wrong-patient-page.ts';
import type { Visit } from '../visit.ts';
import { fragmentPage } from './form-fields.ts';
import { pageOfResult, type ServiceTarget } from './service-page.ts';
import { whatWasTyped } from './what-was-typed.ts';

/**
 * Takes a form for a service: checks where it came from, the session's token, and that it is about the patient of the page; only
 * then is it handed on. Accepted forms lead to a page by 303, so that reloading sends nothing twice.
 */
export async function submitForm(visit: Visit, target: ServiceTarget): Promise<Response> {
  const { patient, service, path } = target;
  const reading = await readForm(visit);
  if (reading.outcome === 'refused') return refusedFormPage(visit, reading.reason);
  const { form } = reading;
  const named = form.getAll('patient');
  if (named.length !== 1 || named[0] !== patient) return wrongPatientPage(visit, patient);
  const card = cardOf(visit, service, form.get('shown-in'));
  form.delete('shown-in');
  const store = createDraftStore(visit.context);
  const drafts = await store.list(patient);
  const result = await visit.shell.fragments.fetch({
    service,
    path: path + visit.url.search,
    page: fragmentPage(visit, { patient, service, drafts, ...(card === undefined ? {} : { card }) }),
    form,
  });
  if (result.outcome === 'done') {
    await store.discardSent({ patient, service }, path);
    if (result.message !== undefined) await keepMessage(visit.context, patient, result.message);
    return seeOther(patient, service, result.path);
  }
  if (card !== undefined && result.outcome === 'content') {
    return chartPage(visit, { patient, answered: { service, path: card, result } });
  }
  const record = await withPatient(visit, patient);
  if (record instanceof Response) return record;
  const isTaken = result.outcome === 'content' && result.status !== 404;
  return pageOfResult(visit, record, target, result, isTaken ? undefined : whatWasTyped(form));
}

/** The card of the chart that the form was shown in, if there is such a card. */
function cardOf({ shell }: Visit, service: string, shownIn: string | null): string | undefined {
  return shell.fragments.list({}).find((fragment) => fragment.service === service && fragment.path === shownIn)?.path;
}

function seeOther(patient: string, service: string, path: string): Response {
  const inside = new URL(path === '' ? '/' : path, 'http://service.invalid');
  const own = inside.hostname === 'service.invalid' ? inside.pathname + inside.search + inside.hash : '/';
  const location = own === '/' ? `/patients/${patient}` : `/patients/${patient}/${service}${own}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
