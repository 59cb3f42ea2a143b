import { cellValue, emptyState, formatDateTime, type Html, html, type ScoredSet } from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import { totalCell, valueCell } from '../chart/chart-cells.ts';
import { type ChartRow, chartRows } from '../chart/chart-rows.ts';

/** What the table says when it is empty, and where its links lead. */
export interface SetTableOptions {
  readonly linkBase: string;
  readonly mayStrike: boolean;
  readonly period: string;
}

/** Sets as rows, newest first; struck out ones say by whom, when and why, and have no points. */
export function setTable(sets: readonly ScoredSet[], options: SetTableOptions): Html {
  const { period } = options;
  if (sets.length === 0)
    return emptyState(
      period === 'All' ? 'No observations recorded.' : `No observations recorded: ${period.toLowerCase()}.`,
    );
  const columns = chartRows(sets);
  return html`<div class="clinical-scroll" role="group" tabindex="0" aria-label="Sets of observations"><table class="observations-chart"><caption class="nhsuk-u-visually-hidden">Sets of observations, newest first</caption><thead><tr><th scope="col">Taken</th>${columns.map(({ heading, unit }) => html`<th scope="col">${heading}<span class="observations-unit">${unit}</span></th>`)}<th scope="col">NEWS2</th><th scope="col">Recorded by</th><th scope="col"><span class="nhsuk-u-visually-hidden">Action</span></th></tr></thead><tbody>${sets.map((set) => setRow(set, columns, options))}</tbody></table></div>`;
}

function setRow(set: ScoredSet, columns: readonly ChartRow[], { linkBase, mayStrike }: SetTableOptions): Html {
  const { time, person = 'Person not recorded', organisation = 'Source not recorded', struck } = set;
  const taken = formatDateTime(time);
  const source = html`<td class="observations-words">${person}<span class="observations-unit">${organisation}</span></td>`;
  if (struck !== undefined) {
    const values = columns.map(
      ({ parameter }) =>
        html`<td class="observations-words observations-struck"><s>${cellValue(set.members, parameter, withExactDigits) ?? 'Not recorded'}</s></td>`,
    );
    return html`<tr><th scope="row">${taken}<span class="observations-unit">Struck out</span></th>${values}<td class="observations-words"><b>Struck out</b> by ${struck.person}, ${formatDateTime(struck.time)}: ${struck.reason}</td>${source}<td></td></tr>`;
  }
  return html`<tr><th scope="row">${taken}</th>${columns.map((column) => valueCell(set, column))}${totalCell(set)}${source}<td class="observations-words">${mayStrike && html`<a class="nhsuk-link" href="${linkBase}/set/${set.panel.id ?? ''}/strike">Strike out<span class="nhsuk-u-visually-hidden"> or correct the set of ${taken}</span></a>`}</td></tr>`;
}
