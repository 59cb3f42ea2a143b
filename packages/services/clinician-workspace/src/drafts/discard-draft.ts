import { keepMessage } from '../messages/flash-message.ts';
import { readForm } from '../request/read-form.ts';
import { refusedFormPage } from '../request/refused-form-page.ts';
import { wrongPatientPage } from '../request/wrong-patient-page.ts';
import type { Visit } from '../visit.ts';
import { createDraftStore } from './draft-store.ts';

/** Throws a draft away when its reader asks for it, and goes back to the chart. Works without script. */
export async function discardDraft(visit: Visit, patient: string): Promise<Response> {
  const reading = await readForm(visit);
  if (reading.outcome === 'refused') return refusedFormPage(visit, reading.reason);
  const { form } = reading;
  if (form.getAll('patient').some((one) => one !== patient)) return wrongPatientPage(visit, patient);
  const key = { patient, service: form.get('service') ?? '', form: form.get('form') ?? '' };
  await createDraftStore(visit.context).discard(key);
  await keepMessage(visit.context, patient, 'The draft was discarded.');
  return new Response(null, {
    status: 303,
    headers: { location: `/patients/${patient}`, 'cache-control': 'no-store' },
  });
}
