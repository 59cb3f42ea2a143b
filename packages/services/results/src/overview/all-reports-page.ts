import {
  card,
  conceptText,
  emptyState,
  formatDateTime,
  fragmentResponse,
  type Html,
  html,
  interpretationTag,
  interpretResult,
  resultStatus,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';
import { countWords } from '../card/results-card.ts';
import { acknowledgementHtml, collectedWords, sourceOf, valueText } from '../format/result-cells.ts';
import { type FollowedReport, isWaiting, linesOf, readAnalytes, readReports } from '../reading/read-reports.ts';
import { testKey } from '../reading/tests-of-results.ts';
import type { ResultVisit } from '../result-visit.ts';

/** Reports looked at for the whole list. */
const reportsRead = 300;
/** Reports on a page. */
const pageSize = 25;

/** Every report, newest first; or those that wait; or the tests by name. */
export async function allReportsPage({ page, record, url }: ResultVisit): Promise<Response> {
  const asked = url.searchParams.get('show') ?? 'all';
  const number = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? 1)) || 1);
  const followed = await readReports(record, page.patient, reportsRead);
  const { reports, complete, withheld } = followed;
  const waiting = reports.filter(isWaiting);
  const show = withheld && asked === 'waiting' ? 'all' : asked;
  // Where acknowledgement is withheld there is no telling what waits: everything is listed.
  const listed = show === 'waiting' ? waiting : reports;
  const here = listed.slice((number - 1) * pageSize, number * pageSize);
  const analytes = await readAnalytes(
    record,
    page.patient,
    (show === 'tests' ? reports.slice(0, 100) : here).map(({ report }) => report),
  );
  const content =
    show === 'tests'
      ? testList([...analytes.values()], page.linkBase)
      : reportTable(here, analytes, page.linkBase, show);
  const pages = show === 'tests' ? 1 : Math.ceil(listed.length / pageSize);
  return fragmentResponse(
    card({
      id: 'results-all',
      heading: 'All results',
      meta: countWords(followed),
      content: html`${filters(show, page.linkBase, withheld ? undefined : waiting.length)}${content}${pages > 1 && paging(number, pages, show, page.linkBase)}${!complete && html`<p class="clinical-meta">The newest ${reportsRead} reports are listed, and older ones that wait. Older reports are found from their test.</p>`}`,
    }),
  );
}

function filters(show: string, linkBase: string, waiting: number | undefined): Html {
  const item = (name: string, text: string) =>
    name === show
      ? html`<li><strong aria-current="page">${text}</strong></li>`
      : html`<li><a class="nhsuk-link" href="${linkBase}/all?show=${name}">${text}</a></li>`;
  return html`<ul class="results-filter" role="list" aria-label="Show">${item('all', 'All reports')}${waiting !== undefined && item('waiting', `Not acknowledged (${waiting})`)}${item('tests', 'By test')}</ul>`;
}

function reportTable(
  reports: readonly FollowedReport[],
  analytes: ReadonlyMap<string, Observation>,
  linkBase: string,
  show: string,
): Html {
  if (reports.length === 0)
    return emptyState(show === 'waiting' ? 'Every report has been acknowledged.' : 'No results recorded.');
  return html`<table class="results-table results-reports" role="table"><caption class="nhsuk-u-visually-hidden">Reports, newest first</caption><thead role="rowgroup"><tr role="row">${['Report', 'Outside range', 'Status', 'Acknowledged'].map((heading) => html`<th scope="col" role="columnheader">${heading}</th>`)}</tr></thead><tbody role="rowgroup">${reports.map((each) => reportRow(each, analytes, linkBase))}</tbody></table>`;
}

function reportRow(
  { report, acknowledgement }: FollowedReport,
  analytes: ReadonlyMap<string, Observation>,
  linkBase: string,
): Html {
  const results = linesOf(report, analytes).flatMap(({ result }) => result ?? []);
  const outside = results.flatMap((result) => {
    const interpretation = interpretResult(withExactDigits(result));
    const notable = interpretation.severity === 'critical' || interpretation.severity === 'abnormal';
    return notable
      ? [html`<div>${conceptText(result.code)} ${valueText(result)} ${interpretationTag(interpretation)}</div>`]
      : [];
  });
  const isInWords = report.conclusion !== undefined || (report.presentedForm ?? []).length > 0;
  const nothing = results.length > 0 ? 'None' : isInWords ? 'In words, in the report' : 'No results';
  return html`<tr role="row"><th scope="row" role="rowheader"><a class="nhsuk-link" href="${linkBase}/report/${report.id ?? ''}">${conceptText(report.code) ?? 'Report not named'}<span class="nhsuk-u-visually-hidden"> ${formatDateTime(report.effectiveDateTime)}</span></a><span class="results-meta">${collectedWords(report)} · ${sourceOf(report)}</span></th><td role="cell">${outside.length === 0 ? html`<span class="results-label">Outside range: </span>${nothing}` : outside}</td><td role="cell">${resultStatus(report.status).word}</td><td role="cell">${acknowledgementHtml(acknowledgement)}</td></tr>`;
}

function testList(results: readonly Observation[], linkBase: string): Html {
  const tests = new Map<string, Observation>();
  for (const result of results) if (!tests.has(testKey(result))) tests.set(testKey(result), result);
  if (tests.size === 0) return emptyState('No results recorded.');
  const named = [...tests.values()].map(({ id = '', code }) => ({ id, name: conceptText(code) ?? 'Test not named' }));
  return html`<ul class="nhsuk-list">${named
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
    .map(({ id, name }) => html`<li><a class="nhsuk-link" href="${linkBase}/test/${id}">${name}</a></li>`)}</ul>`;
}

function paging(number: number, pages: number, show: string, linkBase: string): Html {
  const link = (to: number, text: string) =>
    html`<li><a class="nhsuk-link" href="${linkBase}/all?show=${show}&amp;page=${to}">${text}</a></li>`;
  return html`<ul class="results-filter" role="list" aria-label="Pages">${number > 1 && link(number - 1, 'Newer')}<li>Page ${number} of ${pages}</li>${number < pages && link(number + 1, 'Older')}</ul>`;
}
