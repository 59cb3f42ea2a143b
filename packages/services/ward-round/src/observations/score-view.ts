import { type News2Risk, type News2Score, news2ParameterNames } from '@baseplate-epr/clinical-format';

/** A NEWS2 for a screen. Without a total it says in words why there is none. */
export interface ScoreView {
  readonly outcome: News2Score['outcome'];
  readonly total?: number;
  /** Of an incomplete set: what it already calls for, if anything. */
  readonly risk?: News2Risk;
  readonly riskWords?: string;
  readonly words: string;
  /** Said beside the score, such as that the age is not known. */
  readonly caution?: string;
  /** Names of what was not measured. */
  readonly missing: readonly string[];
}

/** Puts a score into the shape of a screen. */
export function scoreView(score: News2Score): ScoreView {
  const { outcome, words } = score;
  if (score.outcome === 'withheld') return { outcome, words, missing: [] };
  const caution = score.caution === undefined ? {} : { caution: score.caution };
  if (score.outcome === 'complete') {
    const { total, risk, riskWords } = score;
    return { outcome, words, total, risk, riskWords, missing: [], ...caution };
  }
  const missing = score.missing.map((parameter) => news2ParameterNames[parameter]);
  const already = score.atLeast === undefined ? {} : { risk: score.atLeast.risk, riskWords: score.atLeast.riskWords };
  return { outcome, words, missing, ...already, ...caution };
}
