import type { Condition } from '@medplum/fhirtypes';
import { formatDate } from '../dates/format-date.ts';
import { codesOf, conceptText } from '../json/concept-text.ts';

/** Which list a problem belongs to; on exactly one. */
export type ProblemGroup = 'active' | 'past' | 'not-true';

/** A problem in words. */
export interface ProblemDescription {
  readonly name: string;
  readonly group: ProblemGroup;
  /** "Active", "Resolved", "Refuted" …; never empty. */
  readonly status: string;
  /** "Confirmed", "Provisional" …; never empty. */
  readonly certainty: string;
  /** "Onset 2019", as exact as it was written; "Onset not recorded". */
  readonly onset: string;
  /** "Ended 11-Jan-2022"; absent if it has not, or nobody wrote when. */
  readonly ended: string | undefined;
  readonly severity: string | undefined;
}

const certainties = new Map([
  ['confirmed', 'Confirmed'],
  ['provisional', 'Provisional'],
  ['differential', 'Differential'],
  ['unconfirmed', 'Unconfirmed'],
  ['refuted', 'Refuted'],
  ['entered-in-error', 'Entered in error'],
]);
const statuses = new Map<string, readonly [words: string, group: ProblemGroup]>([
  ['active', ['Active', 'active']],
  ['recurrence', ['Recurrence', 'active']],
  ['relapse', ['Relapse', 'active']],
  ['inactive', ['Inactive', 'past']],
  ['remission', ['In remission', 'past']],
  ['resolved', ['Resolved', 'past']],
]);

/** Puts a Condition into words. What was refuted or entered in error is never active; a missing status counts as active. */
export function describeProblem(condition: Condition): ProblemDescription {
  const verification = codesOf(condition.verificationStatus)[0]?.code ?? '';
  const certainty = certainties.get(verification) ?? 'Certainty not recorded';
  const [words, group] = statuses.get(codesOf(condition.clinicalStatus)[0]?.code ?? '') ?? [
    'Status not recorded',
    'active',
  ];
  const untrue = verification === 'refuted' || verification === 'entered-in-error';
  return {
    name: nameOf(condition),
    group: untrue ? 'not-true' : group,
    status: untrue ? certainty : words,
    certainty,
    onset: onsetOf(condition),
    ended: endOf(condition),
    severity: conceptText(condition.severity),
  };
}

/** With where it is, if the name does not say so: a side that is left out is the wrong side half of the time. */
function nameOf({ code, bodySite = [] }: Condition): string {
  const name = conceptText(code) ?? 'Problem not named';
  const sites = bodySite
    .map(conceptText)
    .filter((site) => site !== undefined && !name.toLowerCase().includes(site.toLowerCase()));
  return sites.length === 0 ? name : `${name} (${sites.join(', ')})`;
}

function onsetOf({ onsetDateTime, onsetPeriod, onsetAge, onsetRange, onsetString }: Condition): string {
  if (onsetDateTime !== undefined) return `Onset ${formatDate(onsetDateTime)}`;
  if (onsetPeriod?.start !== undefined) return `Onset ${formatDate(onsetPeriod.start)}`;
  if (onsetAge?.value !== undefined) return `Onset at age ${onsetAge.value} ${onsetAge.unit ?? ''}`.trim();
  if (onsetRange?.low?.value !== undefined) return `Onset from age ${onsetRange.low.value}`;
  return onsetString === undefined ? 'Onset not recorded' : `Onset ${onsetString}`;
}

function endOf({ abatementDateTime, abatementPeriod, abatementAge, abatementString }: Condition): string | undefined {
  const date = abatementDateTime ?? abatementPeriod?.end;
  if (date !== undefined) return `Ended ${formatDate(date)}`;
  if (abatementAge?.value !== undefined) return `Ended at age ${abatementAge.value}`;
  return abatementString === undefined ? undefined : `Ended ${abatementString}`;
}
