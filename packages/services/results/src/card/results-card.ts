import { card, emptyState, fragmentResponse, type Html, html } from '@baseplate-epr/clinical-format';
import { readNewest, resultsRead } from '../reading/read-newest.ts';
import { type FollowedReports, isWaiting, readAnalytes } from '../reading/read-reports.ts';
import { readReplacedValues } from '../reading/replaced-values.ts';
import { type TestSummary, testsOfResults } from '../reading/tests-of-results.ts';
import { mayAcknowledge } from '../report/may-acknowledge.ts';
import type { ResultVisit } from '../result-visit.ts';
import { testRow } from './test-row.ts';

/** Rows at most, whatever waits. */
const rowLimit = 24;

/** The card of the chart: the newest result of each test, what waits to be acknowledged first. */
export async function resultsCard(visit: ResultVisit): Promise<Response> {
  const { page, record, context, options } = visit;
  const { patient, linkBase } = page;
  const { observations, followed } = await readNewest(visit);
  const waiting = followed.reports.filter(isWaiting);
  const known = new Map(observations.matches.map((each) => [each.id ?? '', each] as const));
  const all = await readAnalytes(
    record,
    patient,
    waiting.map(({ report }) => report),
    known,
  );
  const tests = testsOfResults([...all.values()], followed.reports);
  const shown = chosen(tests, options.testsOnCard ?? 12);
  const replaced = await readReplacedValues(
    record,
    shown.map(({ latest }) => latest),
  );
  const may = mayAcknowledge(context.principal.scopes);
  const rows = shown.map((test) => testRow(test, linkBase, { replaced: replaced.get(test.latest.id ?? ''), may }));
  return fragmentResponse(
    card({
      id: 'results-card',
      heading: 'Results',
      meta: tests.length === 0 && waiting.length === 0 ? undefined : countWords(followed),
      link: { text: 'All results', href: `${linkBase}/all` },
      content:
        tests.length === 0
          ? noTests(observations.next !== undefined, followed, linkBase)
          : html`${resultsTable(rows)}${rest(tests.length - shown.length, waiting.length, observations.next !== undefined, linkBase)}`,
    }),
  );
}

/** All that waits and is not normal, then the rest up to the limit. */
function chosen(tests: readonly TestSummary[], limit: number): readonly TestSummary[] {
  const urgent = tests.filter(
    ({ followed, interpretation }) =>
      followed !== undefined && isWaiting(followed) && interpretation.severity !== 'normal',
  );
  return tests.slice(0, Math.min(Math.max(limit, urgent.length), rowLimit));
}

/** How many reports wait. */
export function countWords({ reports, withheld }: FollowedReports): string {
  if (withheld) return 'who acknowledged them is withheld for your role';
  const waiting = reports.filter(isWaiting).length;
  if (reports.length === 0) return 'no reports';
  if (waiting === 0) return 'all reports acknowledged';
  return `${waiting} ${waiting === 1 ? 'report' : 'reports'} not acknowledged`;
}

function resultsTable(rows: readonly Html[]): Html {
  return html`<table class="results-table results-card" role="table"><caption class="nhsuk-u-visually-hidden">Newest result of each test; those not acknowledged first</caption><thead role="rowgroup"><tr role="row">${['Test', 'Result', 'Against range', 'Trend', 'Acknowledged'].map((heading) => html`<th scope="col" role="columnheader">${heading}</th>`)}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>`;
}

/** Where older results were not read, nobody knows that none are recorded. */
function noTests(older: boolean, followed: FollowedReports, linkBase: string): Html {
  const waiting = followed.reports.filter(isWaiting).length;
  if (!older && followed.reports.length > 0) {
    return html`${emptyState('No single values recorded. The reports are in words: read them under All results.')}${rest(0, waiting, older, linkBase)}`;
  }
  if (!older) return emptyState('No results recorded.');
  return html`${emptyState('None of the newest results is in force.')}${rest(0, waiting, older, linkBase)}`;
}

function rest(left: number, waiting: number, older: boolean, linkBase: string): Html {
  const more = left > 0 && `${left} more ${left === 1 ? 'test' : 'tests'} under All results.`;
  const beyond = older && ` The newest ${resultsRead} results were looked at; older ones are under All results.`;
  const link =
    waiting > 0 && html` <a class="nhsuk-link" href="${linkBase}/all?show=waiting">Not acknowledged only</a>`;
  return html`<p class="clinical-meta">${more}${beyond}${link}</p>`;
}
