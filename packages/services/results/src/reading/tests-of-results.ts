import {
  codesOf,
  conceptText,
  interpretResult,
  newestResultsFirst,
  type ResultInterpretation,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';
import { type FollowedReport, isWaiting, linesOf } from './read-reports.ts';

/** One test: its newest result, what came before, and its report. */
export interface TestSummary {
  readonly name: string;
  readonly latest: Observation;
  readonly previous: Observation | undefined;
  /** All known results of the test, newest first. */
  readonly results: readonly Observation[];
  readonly interpretation: ResultInterpretation;
  readonly followed: FollowedReport | undefined;
}

const withoutResult = new Set(['entered-in-error', 'cancelled', 'registered']);

/** Puts results (newest first) together by test: what is not acknowledged comes first, and of that what is most abnormal. */
export function testsOfResults(
  results: readonly Observation[],
  reports: readonly FollowedReport[],
): readonly TestSummary[] {
  const known = new Map(results.map((each) => [each.id ?? '', each] as const));
  const byResult = new Map(
    reports.flatMap((followed) =>
      linesOf(followed.report, known).flatMap(({ result }) =>
        result?.id !== undefined && known.get(result.id) === result ? [[result.id, followed] as const] : [],
      ),
    ),
  );
  const byTest = new Map<string, Observation[]>();
  for (const result of newestResultsFirst(results)) {
    if (withoutResult.has(result.status ?? '')) continue;
    const key = testKey(result);
    const known = byTest.get(key);
    if (known === undefined) byTest.set(key, [result]);
    else known.push(result);
  }
  return [...byTest.values()]
    .flatMap((all) => {
      const [latest, previous] = all;
      if (latest === undefined) return [];
      const interpretation = interpretResult(withExactDigits(latest));
      const followed = byResult.get(latest.id ?? '');
      const name = conceptText(latest.code) ?? 'Test not named';
      return [{ name, latest, previous, results: all, interpretation, followed }];
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

/** What makes two results results of the same test: the first code, else the words. */
export function testKey({ code }: Observation): string {
  const [first] = codesOf(code);
  return first?.code === undefined ? (conceptText(code) ?? '') : `${first.system ?? ''}|${first.code}`;
}

const severities = { critical: 0, abnormal: 1, unknown: 2, normal: 3 } as const;

function rank({ followed, interpretation }: TestSummary): number {
  const waiting = followed !== undefined && isWaiting(followed);
  return (waiting ? 0 : 10) + severities[interpretation.severity];
}
