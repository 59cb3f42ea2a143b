import {
  alertNote,
  conceptText,
  formatDateTime,
  fragmentResponse,
  html,
  interpretResult,
  joinFacts,
  withheldResponse,
} from '@baseplate-epr/clinical-format';
import { withExactDigits } from '@baseplate-epr/fhir-client';
import { collectedWords, sourceOf, valueText } from '../format/result-cells.ts';
import { isWaiting, linesOf, readAnalytes, readReports } from '../reading/read-reports.ts';
import type { ResultVisit } from '../result-visit.ts';

/** Reports looked at; older ones are found by their Task. */
const reportsRead = 60;
/** Alerts shown one by one; the rest is counted. */
const limit = 4;

/** What the strip of alerts says of results: those that are very high, very low or critical and that nobody has acknowledged. */
export async function alertFragment({ page, record }: ResultVisit): Promise<Response> {
  const { patient, linkBase } = page;
  const { reports, withheld } = await readReports(record, patient, reportsRead);
  // An empty strip would say that nothing waits.
  if (withheld) return withheldResponse();
  const waiting = reports.filter(isWaiting).map(({ report }) => report);
  const analytes = await readAnalytes(record, patient, waiting);
  const critical = waiting.flatMap((report) =>
    linesOf(report, analytes).flatMap(({ result }) => {
      if (result === undefined || result.status === 'entered-in-error' || result.status === 'cancelled') return [];
      const interpretation = interpretResult(withExactDigits(result));
      return interpretation.severity === 'critical' ? [{ report, result, interpretation }] : [];
    }),
  );
  const notes = critical.slice(0, limit).map(({ report, result, interpretation }) =>
    alertNote({
      tone: 'urgent',
      fact: `${conceptText(result.code) ?? 'Test not named'} ${valueText(result)}, ${interpretation.word.toLowerCase()}`,
      more: ', not acknowledged',
      source: joinFacts([
        collectedWords(result),
        `reported ${formatDateTime(result.issued ?? report.issued)}`,
        sourceOf(result),
      ]),
      link: { text: 'Look at the report', href: `${linkBase}/report/${report.id ?? ''}` },
    }),
  );
  const left = critical.length - notes.length;
  const more =
    left > 0 &&
    alertNote({
      tone: 'urgent',
      fact: `${left} more very high or very low ${left === 1 ? 'result' : 'results'}`,
      more: ', not acknowledged',
      source: 'Results of this record',
      link: { text: 'Not acknowledged only', href: `${linkBase}/all?show=waiting` },
    });
  return fragmentResponse(html`${notes}${more}`);
}
