import {
  ageNotKnown,
  conceptText,
  formatAge,
  formatDate,
  formatName,
  formatNhsNumber,
  genderWords,
  type Html,
  html,
  type Inpatient,
  nhsNumberOf,
  table,
  type Ward,
  wardList,
} from '@baseplate-epr/clinical-format';
import { loaded } from '@baseplate-epr/fhir-client';
import { documentPage } from '../page/document.ts';
import type { Visit } from '../visit.ts';

/** Stays read at most; more are said to be missing. */
const stayLimit = 1000;

/** The first page: who lies in hospital now, ward by ward. */
export async function wardListPage(visit: Visit): Promise<Response> {
  const stays = await loaded(
    visit.record.search('Encounter', {
      status: 'in-progress',
      class: 'IMP',
      _include: 'Encounter:patient',
      _count: stayLimit,
    }),
  );
  const heading = html`<h1 class="nhsuk-heading-l">Wards</h1>`;
  const options = { title: 'Wards', current: 'wards' } as const;
  if (stays.state === 'withheld') {
    return documentPage(visit, {
      ...options,
      main: html`${heading}<p>Patients are withheld for your role (${visit.context.principal.role.display}).</p><p>This role does not see patients. If you need to for your work, sign out and sign in with another role, or ask whoever manages access.</p>`,
    });
  }
  if (stays.state === 'unavailable') {
    return documentPage(visit, {
      ...options,
      status: 503,
      main: html`${heading}<p>The list of inpatients is not available now. <a class="nhsuk-link" href="/">Try again</a>, or <a class="nhsuk-link" href="/patients">find a patient</a>.</p>`,
    });
  }
  const { matches, included, next } = stays.value;
  const wards = wardList(matches, included);
  const total = wards.reduce((sum, { inpatients }) => sum + inpatients.length, 0);
  return documentPage(visit, {
    ...options,
    main: html`${heading}${
      total === 0
        ? html`<p>No inpatients are recorded at the moment.</p><p><a class="nhsuk-link" href="/patients">Find a patient</a></p>`
        : html`<p class="workspace-lead">${total} ${total === 1 ? 'inpatient' : 'inpatients'} on ${wards.length} ${wards.length === 1 ? 'ward' : 'wards'}</p>${
            next !== undefined &&
            html`<p class="workspace-note">Only the first ${stayLimit} stays are listed. Use the search for others.</p>`
          }<nav aria-label="Wards on this page" class="workspace-jumps"><ul>${wards.map((ward, index) => html`<li><a class="nhsuk-link" href="#ward-${index + 1}">${ward.name} <span>(${ward.inpatients.length})</span></a></li>`)}</ul></nav>${wards.map((ward, index) => wardSection(ward, index + 1, visit.context.now))}`
    }`,
  });
}

const columns = ['Patient', 'Bed', 'Born', 'Gender', 'NHS No.', 'Admitted'].map((heading) => ({ heading }));

function wardSection({ name, inpatients }: Ward, number: number, now: number): Html {
  return html`<section class="workspace-ward" id="ward-${number}" aria-labelledby="ward-${number}-heading"><h2 class="nhsuk-heading-s" id="ward-${number}-heading">${name} <span class="clinical-meta">${inpatients.length} ${inpatients.length === 1 ? 'patient' : 'patients'}</span></h2><div class="workspace-results">${table(
    {
      caption: `Inpatients of ${name}`,
      columns,
      empty: 'No patients.',
      rows: inpatients.map((inpatient) => ({ cells: cellsOf(inpatient, now) })),
    },
  )}</div></section>`;
}

function cellsOf({ patient, encounter, bed }: Inpatient, now: number) {
  const age = formatAge(patient.birthDate, now);
  const reason = (encounter.reasonCode ?? []).map((each) => conceptText(each)).find((text) => text !== undefined);
  return [
    html`<a class="nhsuk-link" href="/patients/${patient.id}">${formatName(patient, { now })}</a>`,
    bed ?? 'Not recorded',
    html`<span class="nhsuk-u-nowrap">${formatDate(patient.birthDate)}</span>${age !== ageNotKnown && html` <span class="nhsuk-u-nowrap">(${age})</span>`}`,
    genderWords(patient.gender),
    html`<span class="nhsuk-u-nowrap">${formatNhsNumber(nhsNumberOf(patient))}</span>`,
    html`<span class="nhsuk-u-nowrap">${formatDate(encounter.period?.start)}</span>${reason !== undefined && html`, ${reason}`}`,
  ];
}
