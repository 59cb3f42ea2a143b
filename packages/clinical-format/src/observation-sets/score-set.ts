import { ageInYears } from '../dates/format-age.ts';
import { codesOf } from '../json/concept-text.ts';
import type { SpO2Scale } from '../news2/news2-bands.ts';
import type { News2Values } from '../news2/news2-values.ts';
import { news2ValuesOf } from '../news2/news2-values-of.ts';
import { type News2Score, scoreNews2 } from '../news2/score-news2.ts';
import type { ObservationSet } from './observation-set.ts';
import { decisionAt, type PatientFacts, pregnantAt } from './patient-facts.ts';

/** A set with its NEWS2. */
export interface ScoredSet extends ObservationSet {
  readonly values: News2Values;
  readonly score: News2Score;
  readonly scale: SpO2Scale;
}

/** Scores a set by what held when it was taken: the scale decided by then, the age, a pregnancy. Without a time, by what holds `now`. */
export function scoreSet(set: ObservationSet, facts: PatientFacts, now: number): ScoredSet {
  const values = news2ValuesOf(set.members);
  return { ...set, values, ...scoreValues(values, facts, set.at ?? now) };
}

/** Scores values taken at a moment. */
export function scoreValues(values: News2Values, facts: PatientFacts, at: number): Pick<ScoredSet, 'score' | 'scale'> {
  const scale = scaleAt(facts, at);
  const options = { scale, ageYears: ageInYears(facts.patient.birthDate, at), pregnant: pregnantAt(facts, at) };
  return { scale, score: scoreNews2(values, options) };
}

/** The SpO₂ scale in force at a moment. */
export function scaleAt(facts: PatientFacts, at: number): SpO2Scale {
  const codes = codesOf(decisionAt(facts, at)?.valueCodeableConcept);
  return codes.some(({ code }) => code === 'scale-2') ? 2 : 1;
}
