import { formatDate, formatTime, type Html, html, type ScoredSet } from '@baseplate-epr/clinical-format';
import { totalCell, valueCell } from './chart-cells.ts';
import { chartRows } from './chart-rows.ts';

/** The NEWS2 chart: sets as columns, oldest first, as the Royal College of Physicians lays it out. `sets` come newest first. */
export function news2Chart(sets: readonly ScoredSet[]): Html {
  const columns = sets.toReversed();
  const organisations = new Set(columns.map(({ organisation }) => organisation));
  const withSource = organisations.size > 1;
  const rows = chartRows(columns).map(
    (row) =>
      html`<tr><th scope="row">${row.heading}${row.unit !== '' && html`<span class="observations-unit">${row.unit}</span>`}</th>${columns.map((set) => valueCell(set, row))}</tr>`,
  );
  return html`<div class="clinical-scroll observations-scroll" role="group" tabindex="0" aria-label="NEWS2 chart"><table class="observations-chart observations-sets-${columns.length}"><caption class="nhsuk-u-visually-hidden">NEWS2 chart of the last ${sets.length} ${sets.length === 1 ? 'set' : 'sets'}, newest last</caption><thead><tr><th scope="col"><span class="nhsuk-u-visually-hidden">Parameter</span></th>${columns.map((set, index) => timeHeading(set, columns[index - 1], index === columns.length - 1))}</tr></thead><tbody>${rows}<tr><th scope="row">NEWS2</th>${columns.map(totalCell)}</tr><tr><th scope="row">Recorded by</th>${columns.map((set) => sourceCell(set, withSource))}</tr></tbody></table></div>`;
}

/** The time; the date above it where it changes and on the latest, which a telephone shows without the others; always for screen readers. */
function timeHeading({ time }: ScoredSet, before: ScoredSet | undefined, latest: boolean): Html {
  const date = formatDate(time);
  const dated = latest || before === undefined || formatDate(before.time) !== date;
  return html`<th scope="col"${latest && html` class="observations-latest"`}><span${!dated && html` class="nhsuk-u-visually-hidden"`}>${date} </span>${formatTime(time)}</th>`;
}

function sourceCell({ person = 'Person not recorded', organisation }: ScoredSet, withSource: boolean): Html {
  return html`<td class="observations-words clinical-meta">${person}${withSource && html`<span class="observations-unit">${organisation ?? 'Source not recorded'}</span>`}</td>`;
}
