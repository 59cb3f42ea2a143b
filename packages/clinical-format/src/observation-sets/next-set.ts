import { epochOfFhirDate } from '../dates/fhir-date.ts';
import type { News2Score } from '../news2/score-news2.ts';
import type { PatientFacts } from './patient-facts.ts';
import type { ScoredSet } from './score-set.ts';

const hour = 3_600_000;

/** What a ward decides about how often. */
export interface NextSetOptions {
  /** Hours after which the next set is late while a score asks for 4 to 6 hourly observations. Default 6. */
  readonly lowScoreHours?: 4 | 5 | 6;
}

/** When the next set of somebody on a ward is due. */
export interface NextSet {
  /** Milliseconds since 1970. */
  readonly due: number;
  readonly overdue: boolean;
}

/**
 * When the next set is due by the least frequent monitoring NEWS2 allows; `undefined` for who is not admitted or has died, and where
 * NEWS2 is not made, because then the plan of the ward counts. "Continuously" is taken as: something must be written every hour.
 */
export function nextSet(
  latest: ScoredSet | undefined,
  facts: PatientFacts,
  now: number,
  options: NextSetOptions,
): NextSet | undefined {
  const [admission] = facts.admissions;
  const { deceasedBoolean, deceasedDateTime } = facts.patient;
  if (admission === undefined || deceasedBoolean === true || deceasedDateTime !== undefined) return undefined;
  if (latest?.score.outcome === 'withheld') return undefined;
  const admitted = epochOfFhirDate(admission.period?.start);
  // A set from before this illness says nothing about it: then the first one is due within an hour of coming in.
  // Nor does one whose time has not come yet: the clock of its sender is wrong, and would keep the next one from being due.
  const counts =
    latest?.at !== undefined && !isAhead(latest, now) && (admitted === undefined || latest.at > admitted - 24 * hour);
  const since = counts ? latest.at : admitted;
  if (since === undefined) return undefined;
  const due = since + (counts ? hoursAllowed(latest.score, options) : 1) * hour;
  return { due, overdue: now > due };
}

function hoursAllowed(score: News2Score, { lowScoreHours = 6 }: NextSetOptions): number {
  const response = score.outcome === 'complete' ? score : score.outcome === 'incomplete' ? score.atLeast : undefined;
  if (response === undefined) return 12;
  return { none: 12, low: lowScoreHours, 'low-medium': 1, medium: 1, high: 1 }[response.risk];
}

/** Whether a set carries a time that has not come yet, by more than clocks differ. */
export function isAhead({ at }: Pick<ScoredSet, 'at'>, now: number): boolean {
  return at !== undefined && at > now + hour / 6;
}
