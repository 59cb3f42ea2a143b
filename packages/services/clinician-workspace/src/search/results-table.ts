import {
  addressText,
  ageNotKnown,
  formatAge,
  formatDate,
  formatName,
  formatNhsNumber,
  genderWords,
  type Html,
  hospitalNumbersOf,
  html,
  lookAlikes,
  nhsNumberOf,
  table,
} from '@baseplate-epr/clinical-format';
import type { Patient } from '@medplum/fhirtypes';

const columns = ['Name', 'Born', 'Gender', 'NHS No.', 'Hospital number', 'Address'].map((heading) => ({ heading }));

/** Patients to choose from, with what tells them apart. */
export function resultsTable(patients: readonly Patient[], now: number): Html {
  const alike = lookAlikes(patients, now);
  return html`<div class="workspace-results workspace-found">${table({
    caption: 'Patients found',
    columns,
    empty: '',
    rows: patients.map((patient) => ({
      cells: [
        nameCell(patient, now, alike.get(patient.id ?? '')),
        bornText(patient, now),
        genderWords(patient.gender),
        html`<span class="nhsuk-u-nowrap">${formatNhsNumber(nhsNumberOf(patient))}</span>`,
        hospitalNumbersOf(patient).join(', ') || 'Not recorded',
        addressText(patient, now),
      ],
    })),
  })}</div>`;
}

function nameCell(patient: Patient, now: number, warning: string | undefined): Html {
  const { id = '', active, deceasedBoolean, deceasedDateTime } = patient;
  const dead = deceasedBoolean === true || deceasedDateTime !== undefined;
  return html`<a class="nhsuk-link" href="/patients/${id}" data-result>${formatName(patient, { now })}</a>${
    dead &&
    html` <strong class="nhsuk-tag nhsuk-tag--grey">${deceasedDateTime === undefined ? 'Died' : `Died ${formatDate(deceasedDateTime)}`}</strong>`
  }${active === false && html` <strong class="nhsuk-tag nhsuk-tag--grey">No longer in use</strong>`}${
    warning !== undefined && html`<span class="workspace-alike"><b aria-hidden="true">!</b> ${warning}</span>`
  }`;
}

function bornText({ birthDate, deceasedBoolean, deceasedDateTime }: Patient, now: number): Html {
  const age = deceasedBoolean === true || deceasedDateTime !== undefined ? ageNotKnown : formatAge(birthDate, now);
  return html`<span class="nhsuk-u-nowrap">${formatDate(birthDate)}</span>${age !== ageNotKnown && html` <span class="nhsuk-u-nowrap">(${age})</span>`}`;
}
