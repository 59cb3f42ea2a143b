import {
  explain,
  type GatheredReconciliation,
  type ReconciliationReport,
  type RecordComparison,
  reconciliationReport,
} from '@baseplate-epr/record';
import { nameOf } from '../../applied/applied-configuration.ts';
import type { ApplyOptions } from '../applying.ts';
import type { Led } from '../leadership.ts';

/** What was found when a record went over without its history. */
export interface LossReportOptions extends Pick<ApplyOptions, 'context'> {
  readonly led: Led;
  readonly compared: RecordComparison | undefined;
  readonly gathered: GatheredReconciliation | undefined;
}

const onTheirWay =
  'Some resources were written while both stores were compared, and differ in the figures of this page. Under the hold each of them was read again, and was the same in both.';

/** The reconciliation report of a move that somebody has accepted a loss for: each is explained by their word, and waits for a signature. */
export function lossReport({ led, compared, gathered, context }: LossReportOptions): ReconciliationReport | undefined {
  const { accepted, from, to } = led.over;
  if (compared === undefined || gathered === undefined) return undefined;
  const report = reconciliationReport({
    organisation: led.entry.others.organisation.name,
    at: context.clock.now(),
    sides: { left: nameOf(from.reference), right: nameOf(to.reference) },
    // What differed while the record was in use was looked at again under the hold, or there would have been no flip.
    records: { ...compared, differences: [], same: true },
    gathered,
    loss: accepted?.losses ?? [],
    transformed: [
      'Each resource has a number and a time of its own in the new store. The record goes on with its own numbers.',
      ...(compared.same ? [] : [onTheirWay]),
    ],
  });
  if (accepted === undefined) return report;
  return explain({ report, differences: report.differences.map(({ id }) => id), ...accepted });
}
