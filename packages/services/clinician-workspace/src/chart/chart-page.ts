import { formatName, html } from '@baseplate-epr/clinical-format';
import { draftNotice } from '../drafts/draft-notice.ts';
import { createDraftStore } from '../drafts/draft-store.ts';
import { takeMessage } from '../messages/flash-message.ts';
import { messageBanner } from '../messages/message-banner.ts';
import { documentPage } from '../page/document.ts';
import { patientBanner } from '../patient/banner.ts';
import { withPatient } from '../patient/with-patient.ts';
import type { Visit } from '../visit.ts';
import { alertStrip } from './alert-strip.ts';
import { type AnsweredPanel, fetchSlots } from './fetch-slots.ts';
import { panelCard } from './panel-card.ts';
import { readVisits, visitsCard } from './visits-card.ts';
import { withheldNote } from './withheld-note.ts';

/** Whose chart. */
export interface ChartOptions {
  readonly patient: string;
  /** A form of a card came back with mistakes: the chart is shown with that answer in its place. */
  readonly answered?: AnsweredPanel;
}

/** Visits shown on the chart. */
const visitsShown = 5;

/** The chart: banner, alerts, and the cards of every service, each asked at the same time. */
export async function chartPage(visit: Visit, { patient, answered }: ChartOptions): Promise<Response> {
  const drafts = await createDraftStore(visit.context).list(patient);
  const [record, message, slots, visits] = await Promise.all([
    withPatient(visit, patient),
    takeMessage(visit.context, patient),
    fetchSlots(visit, patient, drafts, answered),
    readVisits(visit, patient, visitsShown),
  ]);
  if (record instanceof Response) return record;
  const name = formatName(record.patient.name ?? [], { now: visit.context.now });
  const failed = answered !== undefined && answered.result.outcome === 'content' && answered.result.status === 422;
  const failedPanel = failed
    ? [...slots.main, ...slots.side].find(({ service, path }) => service === answered.service && path === answered.path)
    : undefined;
  // A role that may see none of the wide panels gets one column rather than a hole.
  const hasMain = slots.main.some(({ result }) => result.outcome !== 'withheld');
  return documentPage(visit, {
    title: `${failed ? 'Error: ' : ''}${name} – chart`,
    status: failed ? 422 : 200,
    banner: patientBanner(visit, record),
    fragments: true,
    main: html`${messageBanner(message)}${
      failedPanel !== undefined &&
      html`<div class="workspace-problem" role="alert"><p><b>Not saved.</b> There is a problem in <a class="nhsuk-link" href="#${failedPanel.service}-${failedPanel.slot}">${failedPanel.title}</a>. What you entered is still there.</p></div>`
    }${drafts.map((draft) => draftNotice(visit, draft, { here: false }))}${alertStrip(slots.alerts, patient)}${withheldNote(visit, [...slots.alerts, ...slots.main, ...slots.side])}<div class="workspace-columns${!hasMain && ' workspace-columns--one'}">${hasMain && html`<div class="workspace-column">${slots.main.map((panel) => panelCard(panel, patient))}</div>`}<div class="workspace-column">${slots.side.map((panel) => panelCard(panel, patient))}${visitsCard(visits, { patient, shown: visitsShown })}</div></div>`,
  });
}
