import {
  absence,
  cellValue,
  type Html,
  html,
  news2ParameterNames,
  type ScoredSet,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { ChartRow } from './chart-rows.ts';

/** One value with its points: the colour repeats what the number in the cell says. */
export function valueCell(set: ScoredSet, { parameter, scored, scale }: ChartRow): Html {
  if (scale !== undefined && scale !== set.scale) {
    return html`<td class="observations-words"><span class="nhsuk-u-visually-hidden">On scale ${set.scale}, see that row</span></td>`;
  }
  const value = cellValue(set.members, parameter, withExactDigits);
  if (value === undefined) return html`<td class="observations-words">${absence.notRecorded}</td>`;
  const { score } = set;
  const words = value.length > 9 ? 'observations-words' : '';
  if (score.outcome === 'withheld') return html`<td class="${words}">${value}</td>`;
  const points = score.points[scored];
  if (points === undefined)
    return html`<td class="${words}">${value}<span class="observations-unit">not scored</span></td>`;
  const shown =
    points === 0
      ? html`<span class="nhsuk-u-visually-hidden">, 0 points</span>`
      : html`<span class="observations-points"><span class="nhsuk-u-visually-hidden">, </span>${points}<span class="nhsuk-u-visually-hidden"> ${points === 1 ? 'point' : 'points'}</span></span>`;
  return html`<td class="clinical-score--${points} ${words}">${value}${shown}</td>`;
}

/** The total with its band; without a total, the words why. */
export function totalCell({ score }: ScoredSet): Html {
  if (score.outcome === 'complete') {
    return html`<td class="observations-total observations-total--${score.risk}"><b>${score.total}</b><span>${score.riskWords}</span></td>`;
  }
  if (score.outcome === 'withheld') {
    return html`<td class="observations-words">Not scored: ${score.reason === 'pregnant' ? 'pregnancy' : 'under 16'}</td>`;
  }
  const missing = score.missing.map((parameter) => news2ParameterNames[parameter]).join(', ');
  return html`<td class="observations-words"><b>Incomplete:</b> ${missing} missing</td>`;
}
