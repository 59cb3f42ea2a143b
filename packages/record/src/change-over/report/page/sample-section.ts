import { type Html, html } from '@baseplate-epr/clinical-format';
import type { ReconciliationReport, SamplePatient, SampleRow } from '../report-types.ts';

/** The sheet that a clinician compares by eye, each patient side by side from both stores. */
export function sampleSection({ sample, sides, patients }: ReconciliationReport): Html {
  if (sample.length === 0)
    return html`<h2>Sample sheet</h2><p>${patients.total === 0 ? 'There is no patient to show.' : html`This report was made by a change-over, which puts no names beside its ledger. <code>baseplate reconcile --from OLD --to NEW --out FOLDER</code> makes one with a sample sheet.`}</p>`;
  return html`<section class="sheet" aria-labelledby="sheet"><h2 id="sheet">Sample sheet for a clinician</h2><p>${sample.length} of ${patients.total.toLocaleString('en-GB')} patients: those that differ first, the others drawn by lot, each read anew from both sides. <b>From</b> is ${sides.left}, <b>to</b> is ${sides.right}. Compare the two by eye, better with the chart of the old system open, and tick. <b>This part holds patient data: keep and send it as you would a chart.</b></p>${sample.map(patientPart)}</section>`;
}

function patientPart({ id, rows }: SamplePatient, index: number): Html {
  const name = rows.find(({ heading }) => heading === 'Name')?.left[0] ?? id;
  return html`<article class="patient" aria-labelledby="patient-${index}"><h3 id="patient-${index}">${index + 1}. ${name}</h3>${rows.map(rowPart)}<div class="check"><span><span class="box"></span>The two sides say the same</span><span><span class="box"></span>They do not</span><span>Checked by <span class="line">&nbsp;</span></span></div></article>`;
}

function rowPart({ heading, left, right }: SampleRow): Html {
  const differs = left.join('\n') !== right.join('\n');
  const side = (name: string, lines: readonly string[]) =>
    html`<div class="side"><div class="label">${name}</div><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`;
  return html`<div class="row${differs && ' row--differs'}"><h4>${heading}${differs && html` <span class="differs">Differs</span>`}</h4>${side('From', left)}${side('To', right)}</div>`;
}
