import type { Predicate, RecordStoreCapabilities, SortKey } from '@baseplate-epr/contracts';
import type { RecordIssue } from '../error/record-issue.ts';

/** What is asked for. */
export interface TimedSearch {
  readonly where: Predicate;
  readonly sort: readonly SortKey[];
}

/**
 * Warns where the answer to a search goes by times that its resources do not show: the record went over to a store that gives times of its
 * own, and what was written before bears the time of that.
 */
export function ownTimesIssues(
  { timesKnownSince }: Pick<RecordStoreCapabilities, 'timesKnownSince'>,
  { where, sort }: TimedSearch,
): readonly RecordIssue[] {
  if (timesKnownSince === undefined) return [];
  const sorted = sort.some(({ parameter }) => parameter === '_lastUpdated');
  if (!sorted && !asksBefore(where, timesKnownSince)) return [];
  return [{ severity: 'warning', code: 'incomplete', diagnostics: ownTimesWords(timesKnownSince) }];
}

/** The same in words, for whoever describes the record. */
export function ownTimesWords(timesKnownSince: number): string {
  return `This record went over to the store that it is in at ${new Date(timesKnownSince).toISOString()}. What was last written before is found and sorted by _lastUpdated as if it had been written when it was taken over; meta.lastUpdated and _history show when it was.`;
}

/** Whether a time before that decides: of a later one both times of what went over are on the same side. */
function asksBefore(predicate: Predicate, time: number): boolean {
  switch (predicate.kind) {
    case 'lastUpdated':
      return predicate.bounds.some(({ value }) => value < time);
    case 'and':
    case 'or':
      return predicate.predicates.some((one) => asksBefore(one, time));
    case 'not':
      return asksBefore(predicate.predicate, time);
    case 'chained':
    case 'reverseChained':
      return asksBefore(predicate.where, time);
    default:
      return false;
  }
}
