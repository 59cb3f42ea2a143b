import {
  formatDateTime,
  type News2Response,
  news2ParameterNames,
  type PatientFacts,
  type ScoredSet,
} from '@baseplate-epr/clinical-format';

/** A score that asks for a response. */
export interface ScoreAlert {
  readonly tone: 'urgent' | 'caution';
  readonly fact: string;
  readonly action: string;
}

const day = 86_400_000;

/** What has to be done, after the report of the Royal College of Physicians. */
const actions = {
  'low-medium': 'Nurse in charge to be told; urgent review by a ward doctor. Repeat at least every hour.',
  medium: 'Tell the medical team at once; urgent assessment. Repeat at least every hour.',
  high: 'Call the registrar or the critical care outreach team at once. Monitor continuously.',
} as const;

/**
 * The alert of the newest sets (newest first), if any: 5 or more, a single 3, or an incomplete set that calls for a response or
 * follows a high one. Nothing once the patient has died, or a day after the last set of somebody who is not admitted.
 */
export function scoreAlert(sets: readonly ScoredSet[], facts: PatientFacts, now: number): ScoreAlert | undefined {
  const [latest] = sets;
  const { deceasedBoolean, deceasedDateTime } = facts.patient;
  if (latest === undefined || deceasedBoolean === true || deceasedDateTime !== undefined) return undefined;
  if (facts.admissions.length === 0 && now - (latest.at ?? 0) > day) return undefined;
  const { score } = latest;
  if (score.outcome === 'withheld') return undefined;
  if (score.outcome === 'complete') {
    const single = score.risk === 'low-medium' ? ` (${threes(latest)} scores 3)` : '';
    return calledFor(score, `NEWS2 ${score.total}: ${score.response.toLowerCase()}${single}`);
  }
  if (score.atLeast !== undefined) return calledFor(score.atLeast, score.words);
  const complete = sets.find((set) => set.score.outcome === 'complete' && (latest.at ?? 0) - (set.at ?? 0) < day);
  if (complete?.score.outcome !== 'complete') return undefined;
  const { total } = complete.score;
  const fact = `${score.words}. Last complete set: NEWS2 ${total}, ${formatDateTime(complete.time)}`;
  const before = calledFor(complete.score, fact);
  return before === undefined ? undefined : { ...before, action: 'Complete the set now.' };
}

function calledFor({ risk }: News2Response, fact: string): ScoreAlert | undefined {
  if (risk === 'none' || risk === 'low') return undefined;
  return { tone: risk === 'low-medium' ? 'caution' : 'urgent', fact, action: actions[risk] };
}

function threes({ score }: ScoredSet): string {
  return score.outcome === 'withheld' ? '' : score.threes.map((parameter) => news2ParameterNames[parameter]).join(', ');
}
