import {
  button,
  card,
  emptyState,
  form,
  formatDate,
  formatName,
  formatNhsNumber,
  type Html,
  html,
  nhsNumberOf,
  nhsNumberSystem,
  rowList,
  textInput,
} from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import type { Patient } from '@medplum/fhirtypes';
import { page } from './page.ts';
import { readForm } from './read-form.ts';
import type { Visit } from './visit.ts';

/** So many are shown at most; that there are more is said. */
const shown = 200;

interface Row {
  readonly patient: Patient;
  readonly place: string;
}

/** The first page: who lies in hospital now, and a search. */
export async function patientsPage(visit: Visit): Promise<Response> {
  const list = await allowed(inpatients(visit));
  const found =
    list === undefined
      ? emptyState('Withheld for your role.')
      : html`${patientList(visit, list.rows, 'No inpatients recorded.')}${list.more && more}`;
  const main = html`<h1 class="nhsuk-heading-l">Patients</h1>${finder(visit)}${card({ id: 'inpatients', heading: 'In hospital', content: found })}`;
  return page(visit, { title: 'Patients', main });
}

/** What a search found. It comes by POST, so that no name or number of a patient stands in an address. */
export async function findPage(visit: Visit): Promise<Response> {
  const input = await readForm(visit);
  if (input instanceof Response) return input;
  const asked = input.get('find')?.trim() ?? '';
  const list = asked === '' ? { rows: [], more: false } : await allowed(find(visit, asked));
  const found =
    list === undefined
      ? emptyState('Withheld for your role.')
      : html`${patientList(visit, list.rows, 'Nobody found. Check the spelling, or search for an NHS number.')}${list.more && more}`;
  const main = html`<h1 class="nhsuk-heading-l">Search</h1>${finder(visit, asked)}${card({ id: 'found', heading: 'Found', content: found })}`;
  return page(visit, { title: 'Search', main });
}

const more = html`<p><b>There are more, which are not shown. Search for a longer name, or for an NHS number.</b></p>`;

async function inpatients({ record }: Visit): Promise<{ readonly rows: readonly Row[]; readonly more: boolean }> {
  const query = { status: 'in-progress', class: 'IMP', _include: 'Encounter:patient' };
  const { matches, included, complete } = await record.searchAll('Encounter', query, shown);
  const rows = matches.flatMap(({ subject, location = [] }) => {
    const patient = included.find(
      (resource): resource is Patient =>
        resource.resourceType === 'Patient' && subject?.reference === `Patient/${resource.id}`,
    );
    const place = location.at(-1)?.location.display ?? 'Place not recorded';
    return patient === undefined ? [] : [{ patient, place }];
  });
  return {
    rows: rows.sort((left, right) => left.place.localeCompare(right.place, 'en', { numeric: true })),
    more: !complete,
  };
}

async function find(
  { record }: Visit,
  asked: string,
): Promise<{ readonly rows: readonly Row[]; readonly more: boolean }> {
  const digits = asked.replaceAll(/\s/g, '');
  // Commas, bars and dollars mean something in a search value.
  const name = asked.replaceAll(/[\\,|$]/g, '\\$&').split(/\s+/);
  const query = /^\d{10}$/.test(digits)
    ? { identifier: `${nhsNumberSystem}|${digits}` }
    : { name, _sort: 'family,given' };
  const { matches, complete } = await record.searchAll('Patient', query, shown);
  return { rows: matches.map((patient) => ({ patient, place: '' })), more: !complete };
}

/** What was read, or nothing where the record refuses it; any other failure is thrown. */
async function allowed<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isFhirError(error, 403)) return undefined;
    throw error;
  }
}

function patientList({ context }: Visit, rows: readonly Row[], none: string): Html {
  if (rows.length === 0) return emptyState(none);
  return rowList(
    rows.map(({ patient, place }) => ({
      content: html`<p><a class="nhsuk-link" href="/patients/${patient.id}">${formatName(patient.name, { now: context.now })}</a> ${place}</p><p class="clinical-meta">Born ${formatDate(patient.birthDate)}, NHS No. ${formatNhsNumber(nhsNumberOf(patient))}</p>`,
    })),
  );
}

function finder({ shell }: Visit, value?: string): Html {
  return form({
    action: '/find',
    formFields: [{ name: 'csrf', value: shell.csrfToken }],
    label: 'Find a patient',
    content: html`${textInput({ id: 'find', name: 'find', label: 'Name or NHS number', width: 20, value })}${button('Find')}`,
  });
}
