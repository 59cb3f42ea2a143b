import { formatDateTime } from '../dates/format-date.ts';
import { decisionAt, type PatientFacts } from './patient-facts.ts';
import { scaleAt } from './score-set.ts';

/** Which SpO₂ scale holds, and on whose decision. */
export function scaleWords(facts: PatientFacts, now: number): string {
  const scale = scaleAt(facts, now);
  const decision = decisionAt(facts, now);
  if (decision === undefined) return 'SpO₂ scale 1: no decision for scale 2 recorded.';
  const by = decision.performer?.[0]?.display ?? 'Person not recorded';
  return `SpO₂ scale ${scale} decided by ${by}, ${formatDateTime(decision.effectiveDateTime)}.`;
}
