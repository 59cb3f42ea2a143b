import {
  formatDate,
  type Html,
  html,
  quantityParts,
  resultStatus,
  resultTime,
  seriesOfObservations,
  trendSvg,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';
import {
  acknowledgementHtml,
  collectedWords,
  rangeHtml,
  sourceOf,
  valueHtml,
  valueNotes,
  valueText,
} from '../format/result-cells.ts';
import { isWaiting } from '../reading/read-reports.ts';
import type { TestSummary } from '../reading/tests-of-results.ts';

/** What a row says beside the test itself. */
export interface TestRowOptions {
  /** What the result replaces, in words. */
  readonly replaced: string | undefined;
  /** Whether the reader is offered to acknowledge. */
  readonly may: boolean;
}

/** One test as a row of the card. */
export function testRow(test: TestSummary, linkBase: string, { replaced, may }: TestRowOptions): Html {
  const { name, latest, previous, results, interpretation, followed } = test;
  const waiting = followed !== undefined && isWaiting(followed);
  const urgent = waiting && (interpretation.severity === 'critical' || interpretation.severity === 'abnormal');
  const { word, notable } = resultStatus(latest.status);
  const note = replaced ?? (notable ? word : undefined);
  const [series] = seriesOfObservations(withExactDigits(results), name);
  const trend =
    series === undefined
      ? html`<span class="clinical-meta">No trend: not a number</span>`
      : trendSvg(series, { width: 110 });
  const before =
    previous === undefined
      ? 'No previous result'
      : html`Previous ${previousText(latest, previous)}, <span class="nhsuk-u-nowrap">${formatDate(resultTime(previous))}</span>`;
  return html`<tr role="row"${urgent && html` class="results-row--urgent"`}><th scope="row" role="rowheader"><a class="nhsuk-link" href="${linkBase}/test/${latest.id ?? ''}">${name}</a><span class="results-meta"><span class="nhsuk-u-nowrap">${collectedWords(latest).replace('Collected ', '')}</span> · ${sourceOf(latest)}</span>${note !== undefined && html`<span class="results-meta"><b>${note}</b></span>`}</th><td role="cell">${valueHtml(latest)}${valueNotes(latest)}<span class="results-meta">${before}</span></td><td role="cell">${rangeHtml(latest)}</td><td role="cell">${trend}</td><td role="cell">${acknowledgeCell(test, linkBase, waiting && may)}</td></tr>`;
}

function acknowledgeCell({ name, followed }: TestSummary, linkBase: string, offered: boolean): Html {
  const words = acknowledgementHtml(followed?.acknowledgement);
  if (followed === undefined) return html`<span class="clinical-meta">${words}</span>`;
  const { id = '', code } = followed.report;
  const hidden = html`<span class="nhsuk-u-visually-hidden"> ${name}, report ${code?.text ?? ''}</span>`;
  if (!offered) return html`<span class="clinical-meta">${words}</span>`;
  return html`<a class="nhsuk-link" href="${linkBase}/report/${id}">Acknowledge${hidden}</a><span class="results-meta">${words}</span>`;
}

/** Without the unit where it is the same as that of the latest result. */
function previousText({ valueQuantity }: Observation, previous: Observation): string {
  const unit = valueQuantity?.unit;
  const same =
    unit !== undefined && unit === previous.valueQuantity?.unit && valueQuantity?.code === previous.valueQuantity.code;
  const { comparator, value } = quantityParts(withExactDigits(previous.valueQuantity));
  return same && value !== undefined ? `${comparator} ${value}`.trim() : valueText(previous);
}
