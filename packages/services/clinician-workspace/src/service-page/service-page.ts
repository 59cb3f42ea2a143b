import { formatName, html, trustedMarkup } from '@baseplate-epr/clinical-format';
import type { FragmentResult } from '@baseplate-epr/contracts';
import { draftNotice } from '../drafts/draft-notice.ts';
import { createDraftStore } from '../drafts/draft-store.ts';
import { takeMessage } from '../messages/flash-message.ts';
import { messageBanner } from '../messages/message-banner.ts';
import { documentPage } from '../page/document.ts';
import { patientBanner } from '../patient/banner.ts';
import type { PatientRecord } from '../patient/load-patient.ts';
import { withPatient } from '../patient/with-patient.ts';
import type { Visit } from '../visit.ts';
import { absentPage } from './absent-page.ts';
import { fragmentPage } from './form-fields.ts';

/** A page of a service within a patient's chart. */
export interface ServiceTarget {
  readonly patient: string;
  readonly service: string;
  /** Path within the service. */
  readonly path: string;
}

/** Shows a page of a service under the patient's banner. */
export async function servicePage(visit: Visit, target: ServiceTarget): Promise<Response> {
  const { patient, service, path } = target;
  const drafts = await createDraftStore(visit.context).list(patient);
  const [record, message, result] = await Promise.all([
    withPatient(visit, patient),
    takeMessage(visit.context, patient),
    visit.shell.fragments.fetch({
      service,
      path: path + visit.url.search,
      page: fragmentPage(visit, { patient, service, drafts }),
    }),
  ]);
  if (record instanceof Response) return record;
  const here = drafts.filter((draft) => draft.service === service && draft.path === path);
  const notices = here.map((draft) => draftNotice(visit, draft, { here: true }));
  return pageOfResult(visit, record, target, result, html`${messageBanner(message)}${notices}`);
}

/** A page of a service, from what the service answered. */
export function pageOfResult(
  visit: Visit,
  record: PatientRecord,
  { patient, service, path }: ServiceTarget,
  result: FragmentResult,
  above = html``,
): Response {
  const title = titleOf(visit, service);
  const name = formatName(record.patient.name ?? [], { now: visit.context.now });
  const content =
    result.outcome === 'content'
      ? trustedMarkup(result.html)
      : absentPage(result, { title, again: `/patients/${patient}/${service}${path}` });
  const problem = result.outcome === 'content' && result.status === 422 ? 'Error: ' : '';
  return documentPage(visit, {
    title: `${problem}${name} – ${title}`,
    status: statusOf(result),
    banner: patientBanner(visit, record),
    fragments: true,
    main: html`<nav class="workspace-crumbs" aria-label="Breadcrumb"><a class="nhsuk-link" href="/patients/${patient}">Back to chart</a><span aria-hidden="true">›</span><span>${title}</span></nav>${above}<div class="workspace-page" id="${service}">${content}</div>`,
  });
}

/** What people call a service: the title of its first card. */
export function titleOf({ shell }: Visit, service: string): string {
  const own = shell.fragments.list({}).filter((fragment) => fragment.service === service);
  return (own.find(({ slot }) => slot !== 'alerts') ?? own[0])?.title ?? service;
}

function statusOf(result: FragmentResult): number {
  if (result.outcome === 'content') return result.status;
  return result.outcome === 'withheld' ? 403 : 503;
}
