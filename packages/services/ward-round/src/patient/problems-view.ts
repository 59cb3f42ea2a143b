import { describeProblem } from '@baseplate-epr/clinical-format';
import type { Visit } from '../visit.ts';

/** Active problems, newest first. */
export interface ProblemsView {
  readonly problems: readonly {
    readonly name: string;
    /** Onset, certainty and what else is written down. */
    readonly facts: readonly string[];
    /** Absent where it is simply active. */
    readonly status: string | undefined;
  }[];
  readonly more: boolean;
}

const limit = 100;

/** Reads what is not over, without what was refuted or entered in error. */
export async function problemsView({ record }: Visit, patient: string): Promise<ProblemsView> {
  const { matches, next } = await record.search('Condition', {
    patient,
    'clinical-status:not': 'inactive,remission,resolved',
    _sort: '-recorded-date',
    _count: limit,
  });
  const described = matches.map(describeProblem).filter(({ group }) => group === 'active');
  return {
    problems: described.map(({ name, onset, certainty, severity, status }) => ({
      name,
      facts: [onset, certainty, ...(severity === undefined ? [] : [severity])],
      status: status === 'Active' ? undefined : status,
    })),
    more: next !== undefined,
  };
}
