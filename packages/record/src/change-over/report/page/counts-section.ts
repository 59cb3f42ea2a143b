import { type Html, html } from '@baseplate-epr/clinical-format';
import { counted } from '../../counted.ts';
import type { PatientCount, ReconciliationReport } from '../report-types.ts';
import { countText, differsWord, plainTable } from './plain-table.ts';

const shown = 500;

/** Counts by type and by patient. */
export function countsSection(report: ReconciliationReport): Html {
  return html`<h2>Counts by type</h2>${typesTable(report)}<h2>Counts by patient</h2>${patientsPart(report)}`;
}

function typesTable({ types }: ReconciliationReport): Html {
  if (types.length === 0) return html`<p>Neither side holds anything.</p>`;
  return plainTable({
    caption: 'Versions (deletions included) and resources (not deleted) of each type',
    columns: [
      { heading: 'Type' },
      { heading: 'Versions: from', numeric: true },
      { heading: 'to', numeric: true },
      { heading: 'Resources: from', numeric: true },
      { heading: 'to', numeric: true },
      { heading: 'Result' },
    ],
    rows: types.map(({ type, versions, resources }) => {
      const differs = versions.left !== versions.right || resources.left !== resources.right;
      const counts = [versions.left, versions.right, resources.left, resources.right].map(countText);
      return { cells: [type, ...counts, differsWord(differs)], differs };
    }),
  });
}

function patientsPart({ patients }: ReconciliationReport): Html {
  const { total, different, listed } = patients;
  const differs = ({ sums }: PatientCount) => sums.left !== sums.right;
  const table = (caption: string, rows: readonly PatientCount[]) =>
    plainTable({
      caption,
      columns: [
        { heading: 'Patient (id)' },
        { heading: 'Versions: from', numeric: true },
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
  return html`<p>${counted(total, 'patient')}; ${different === 0 ? 'the versions of each are the same on both sides' : html`<b>${countText(different)} differ</b>`}.</p>${
    off.length > 0 && table(`Patients that differ${off.length > shown ? ` (the first ${shown})` : ''}`, off)
  }${
    same.length > 0 &&
    html`<details><summary>Patients that are the same</summary>${table(same.length > shown ? `The first ${shown}; report.json has more` : 'Every patient that is the same', same)}</details>`
  }`;
}
