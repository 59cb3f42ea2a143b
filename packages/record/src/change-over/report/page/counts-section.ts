import { type Html, html } from '@baseplate-epr/clinical-format';
import { counted } from '../../counted.ts';
import { differs } from '../gather-patients.ts';
import type { PatientCount, ReconciliationReport } from '../report-types.ts';
import { countText, differsWord, plainTable } from './plain-table.ts';

const shown = 500;

/** Counts by type and by patient. */
export function countsSection(report: ReconciliationReport): Html {
  return html`<h2>Counts by type</h2>${typesTable(report)}<h2>Counts by patient</h2>${patientsPart(report)}`;
}

function typesTable({ newestOnly, types, differences }: ReconciliationReport): Html {
  if (types.length === 0) return html`<p>Neither side holds anything.</p>`;
  // A store counts what it was given, also when it has lost some of it since.
  const named = new Set(differences.map(({ resource }) => resource?.split('/')[0]));
  return plainTable({
    caption: `Versions (deletions included) and resources (not deleted) of each type, as each side counts them${
      newestOnly ? '. Earlier versions did not go over, so the result is that of the resources' : ''
    }`,
    columns: [
      { heading: 'Type' },
      { heading: 'Versions: from', numeric: true },
      { heading: 'to', numeric: true },
      { heading: 'Resources: from', numeric: true },
      { heading: 'to', numeric: true },
      { heading: 'Result' },
    ],
    rows: types.map(({ type, versions, resources }) => {
      const isOff =
        (!newestOnly && versions.left !== versions.right) || resources.left !== resources.right || named.has(type);
      const counts = [versions.left, versions.right, resources.left, resources.right].map(countText);
      return { cells: [type, ...counts, differsWord(isOff)], differs: isOff };
    }),
  });
}

function patientsPart({ newestOnly, patients }: ReconciliationReport): Html {
  const { total, different, listed } = patients;
  const table = (caption: string, rows: readonly PatientCount[]) =>
    plainTable({
      caption,
      columns: [
        { heading: 'Patient (id)' },
        { heading: newestOnly ? 'Resources: from' : 'Versions: from', numeric: true },
        { heading: 'to', numeric: true },
        { heading: 'Result' },
      ],
      rows: rows.slice(0, shown).map((patient) => ({
        cells: [
          patient.id,
          countText(patient.versions.left),
          countText(patient.versions.right),
          differsWord(differs(patient)),
        ],
        differs: differs(patient),
      })),
    });
  const off = listed.filter(differs);
  const same = listed.filter((patient) => !differs(patient));
  return html`<p>${counted(total, 'patient')}; ${different === 0 ? `the ${newestOnly ? 'resources' : 'versions'} of each are the same on both sides` : html`<b>${countText(different)} differ</b>`}.</p>${
    off.length > 0 && table(`Patients that differ${off.length > shown ? ` (the first ${shown})` : ''}`, off)
  }${
    same.length > 0 &&
    html`<details><summary>Patients that are the same</summary>${table(same.length > shown ? `The first ${shown}; report.json has more` : 'Every patient that is the same', same)}</details>`
  }`;
}
