import {
  alertNote,
  conceptText,
  formatDateTime,
  fragmentResponse,
  html,
  interpretResult,
  joinFacts,
  type ResultInterpretation,
  resultTime,
  withheldResponse,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';
import { collectedWords, sourceOf, valueText } from '../format/result-cells.ts';
import { readNewest } from '../reading/read-newest.ts';
import { isWaiting, linesOf, readAnalytes } from '../reading/read-reports.ts';
import { testsOfResults } from '../reading/tests-of-results.ts';
import type { ResultVisit } from '../result-visit.ts';

/** Of these, those whose panels are opened. */
const nearReports = 20;
/** Nobody can acknowledge what is in no report, such as a blood gas from the ward: it is an alert for so long, in milliseconds, or until a newer one. */
const unreported = 48 * 3_600_000;
/** Alerts shown one by one; the rest is counted. */
const limit = 4;

/** What the strip of alerts says of results: those that are very high, very low or critical, and that nobody has acknowledged or can. */
export async function alertFragment(visit: ResultVisit): Promise<Response> {
  const { page, record, context } = visit;
  const { patient, linkBase } = page;
  const { observations: newest, followed } = await readNewest(visit);
  const { reports, withheld } = followed;
  // An empty strip would say that nothing waits.
  if (withheld) return withheldResponse();
  const waiting = reports.filter(isWaiting).map(({ report }) => report);
  const known = new Map(newest.matches.map((each) => [each.id ?? '', each] as const));
  // Of those that are acknowledged as well, lest what they hold in panels be taken for what is in no report.
  const near = new Set([...waiting, ...reports.slice(0, nearReports).map(({ report }) => report)]);
  const analytes = await readAnalytes(record, patient, [...near], known);
  const critical = waiting.flatMap((report) =>
    linesOf(report, analytes).flatMap(({ result }) => {
      if (result === undefined || result.status === 'entered-in-error' || result.status === 'cancelled') return [];
      const interpretation = interpretResult(withExactDigits(result));
      return interpretation.severity === 'critical' ? [{ report, result, interpretation }] : [];
    }),
  );
  const loose = testsOfResults([...analytes.values()], reports).filter(
    ({ latest, interpretation, followed }) =>
      followed === undefined &&
      interpretation.severity === 'critical' &&
      context.now - Date.parse(resultTime(latest) ?? '') < unreported,
  );
  const inReports = critical.map(({ report, result, interpretation }) =>
    alertNote({
      tone: 'urgent',
      fact: factOf(conceptText(result.code) ?? 'Test not named', result, interpretation),
      more: ', not acknowledged',
      source: joinFacts([
        collectedWords(result),
        `reported ${formatDateTime(result.issued ?? report.issued)}`,
        sourceOf(result),
      ]),
      link: { text: 'Look at the report', href: `${linkBase}/report/${report.id ?? ''}` },
    }),
  );
  const inNone = loose.map(({ name, latest, interpretation }) =>
    alertNote({
      tone: 'urgent',
      fact: factOf(name, latest, interpretation),
      more: ', in no report',
      source: joinFacts([collectedWords(latest), sourceOf(latest)]),
      link: { text: 'Look at the result', href: `${linkBase}/test/${latest.id ?? ''}` },
    }),
  );
  const all = [...inReports, ...inNone];
  const notes = all.slice(0, limit);
  const left = all.length - notes.length;
  const more =
    left > 0 &&
    alertNote({
      tone: 'urgent',
      fact: `${left} more very high or very low ${left === 1 ? 'result' : 'results'}`,
      more: ', not acknowledged or in no report',
      source: 'Results of this record',
      link: { text: 'All results', href: `${linkBase}/all` },
    });
  return fragmentResponse(html`${notes}${more}`);
}

/** A panel says which of its parts it is; the word behind the last part would be taken for that one's. */
function factOf(name: string, result: Observation, { word }: ResultInterpretation): string {
  const value = valueText(result);
  const how = word.toLowerCase();
  return value.includes(`(${how})`) ? `${name}: ${value}` : `${name} ${value}, ${how}`;
}
