import { noPatientsPage, unknownPatientPage } from '../page/message-page.ts';
import type { Visit } from '../visit.ts';
import { loadPatient, type PatientRecord } from './load-patient.ts';

/** The patient of a page, or the page that says why there is none. */
export async function withPatient(visit: Visit, id: string): Promise<PatientRecord | Response> {
  const loading = await loadPatient(visit, id);
  if (loading.outcome === 'found') return loading.record;
  return loading.outcome === 'withheld' ? noPatientsPage(visit) : unknownPatientPage(visit);
}
