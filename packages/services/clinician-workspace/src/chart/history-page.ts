import { formatName, html } from '@baseplate-epr/clinical-format';
import { documentPage } from '../page/document.ts';
import { patientBanner } from '../patient/banner.ts';
import { withPatient } from '../patient/with-patient.ts';
import type { Visit } from '../visit.ts';
import { readVisits, visitsCard } from './visits-card.ts';

/** Visits on the page of the whole history; a longer one says that it goes on. */
const historyLimit = 500;

/** Every admission and visit, newest first. */
export async function historyPage(visit: Visit, patient: string): Promise<Response> {
  const [record, visits] = await Promise.all([withPatient(visit, patient), readVisits(visit, patient, historyLimit)]);
  if (record instanceof Response) return record;
  return documentPage(visit, {
    title: `${formatName(record.patient.name ?? [], { now: visit.context.now })} – admissions and visits`,
    banner: patientBanner(visit, record),
    main: html`<nav class="workspace-crumbs" aria-label="Breadcrumb"><a class="nhsuk-link" href="/patients/${patient}">Back to chart</a><span aria-hidden="true">›</span><span>Admissions and visits</span></nav>${visitsCard(visits, { patient })}`,
  });
}
