import {
  card,
  codesOf,
  conceptText,
  emptyState,
  fragmentResponse,
  type Html,
  html,
  resultStatus,
  seriesChartSvg,
  seriesOfObservations,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';
import { notThere } from '../format/not-there.ts';
import { collectedWords, rangeHtml, sourceOf, valueHtml, valueNotes } from '../format/result-cells.ts';
import { readReplacedValues } from '../reading/replaced-values.ts';
import { testKey } from '../reading/tests-of-results.ts';
import type { ResultVisit } from '../result-visit.ts';

/** Results of one test on its page. */
const resultsRead = 500;

/** One test over time, found by any of its results so that no code stands in the address: a chart for each unit, and the table. */
export async function testPage({ page, record }: ResultVisit, id: string): Promise<Response> {
  const named = await record.read('Observation', id);
  if (named.subject?.reference !== `Patient/${page.patient}`) return notThere();
  const [first] = codesOf(named.code);
  const code = first?.code === undefined ? undefined : `${first.system ?? ''}|${first.code}`;
  const found = await record.search('Observation', {
    patient: page.patient,
    ...(code === undefined ? { category: 'laboratory' } : { code }),
    _sort: '-date',
    _count: resultsRead,
  });
  const results = found.matches.filter((each) => testKey(each) === testKey(named));
  const replaced = await readReplacedValues(record, results.slice(0, 50));
  const name = conceptText(named.code) ?? 'Test not named';
  const series = seriesOfObservations(withExactDigits(results), name);
  return fragmentResponse(
    card({
      id: 'results-test',
      heading: name,
      meta: `${results.length} ${results.length === 1 ? 'result' : 'results'}${found.next === undefined ? '' : `, the newest ${resultsRead} looked at`}`,
      link: { text: 'All results', href: `${page.linkBase}/all` },
      content: html`${series.map((one) => html`<div class="clinical-scroll" role="group" tabindex="0" aria-label="${name} chart">${seriesChartSvg(one, { width: 400, height: 240 })}</div>`)}${series.length === 0 && emptyState('No numbers to draw.')}${resultTable(results, name, replaced)}`,
    }),
  );
}

function resultTable(results: readonly Observation[], name: string, replaced: ReadonlyMap<string, string>): Html {
  return html`<table class="results-table" role="table"><caption class="nhsuk-u-visually-hidden">${name}, newest first</caption><thead role="rowgroup"><tr role="row">${['Collected', 'Result', 'Against range', 'Status', 'Source'].map((heading) => html`<th scope="col" role="columnheader">${heading}</th>`)}</tr></thead><tbody role="rowgroup">${results.map(
    (result) =>
      html`<tr role="row"><th scope="row" role="rowheader">${collectedWords(result).replace('Collected ', '')}</th><td role="cell">${valueHtml(result)}${valueNotes(result)}</td><td role="cell">${rangeHtml(result)}</td><td role="cell">${resultStatus(result.status).word}${replaced.has(result.id ?? '') && html`<span class="results-meta">${replaced.get(result.id ?? '')}</span>`}</td><td role="cell">${sourceOf(result)}</td></tr>`,
  )}</tbody></table>`;
}
