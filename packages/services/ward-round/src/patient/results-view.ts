import {
  codesOf,
  conceptText,
  formatDateTime,
  formatReferenceRange,
  interpretResult,
  newestResultsFirst,
  type ResultSeverity,
  resultHtml,
  resultStatus,
  seriesOfObservations,
  trendSvg,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';
import type { Visit } from '../visit.ts';

/** The newest result of each test, what is most abnormal first. */
export interface ResultsView {
  readonly tests: readonly TestView[];
  /** Tests that are not shown. */
  readonly others: number;
  /** So many results were read, the newest ones, where there are older ones; `undefined` where all were. */
  readonly cutAfter: number | undefined;
}

/** One test. `value` and `trend` are markup made here from escaped words. */
export interface TestView {
  readonly name: string;
  readonly value: string;
  readonly interpretation: string;
  readonly severity: ResultSeverity;
  readonly range: string;
  readonly collected: string;
  /** A status other than final, such as corrected. */
  readonly status: string | undefined;
  readonly trend: string;
}

const read = 200;
const shown = 10;
const withoutResult = new Set(['entered-in-error', 'cancelled', 'registered']);
const order: Readonly<Record<ResultSeverity, number>> = { critical: 0, abnormal: 1, unknown: 2, normal: 3 };

/** Reads the newest laboratory results and puts them together by test. */
export async function resultsView({ record }: Visit, patient: string): Promise<ResultsView> {
  const { matches, next } = await record.search('Observation', {
    patient,
    category: 'laboratory',
    _sort: '-date',
    _count: read,
  });
  const byTest = Map.groupBy(
    newestResultsFirst(matches.filter(({ status }) => !withoutResult.has(status ?? ''))),
    testKey,
  );
  const tests = [...byTest.values()].map(testView).toSorted((a, b) => order[a.severity] - order[b.severity]);
  return {
    tests: tests.slice(0, shown),
    others: Math.max(0, tests.length - shown),
    cutAfter: next === undefined ? undefined : read,
  };
}

function testView(results: readonly Observation[]): TestView {
  const [latest] = results;
  const exact = withExactDigits(latest);
  const name = conceptText(latest?.code) ?? 'Test not named';
  const { word, severity } = interpretResult(exact);
  const [series] = seriesOfObservations(withExactDigits(results), name);
  const time = latest?.effectiveDateTime ?? latest?.effectivePeriod?.start;
  const status = resultStatus(latest?.status);
  return {
    name,
    value: String(resultHtml(exact)),
    interpretation: word,
    severity,
    range: formatReferenceRange(withExactDigits(latest?.referenceRange), withExactDigits(latest?.valueQuantity)),
    collected: time === undefined ? 'Collection time not recorded' : `Collected ${formatDateTime(time)}`,
    status: status.notable ? status.word : undefined,
    trend: series === undefined ? '' : String(trendSvg(series, { width: 110 })),
  };
}

/** What makes two results results of the same test: the first code, else the words. */
function testKey({ code }: Observation): string {
  const [first] = codesOf(code);
  return first?.code === undefined ? (conceptText(code) ?? '') : `${first.system ?? ''}|${first.code}`;
}
