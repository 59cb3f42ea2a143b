import type { ScoreView } from '../../src/observations/score-view.ts';

/** A NEWS2 at a glance: the number and what it means in words; the colour only repeats it. */
export function ScoreTile({ score }: { readonly score: ScoreView }) {
  const { outcome, total, riskWords, risk } = score;
  if (outcome === 'complete')
    return (
      <span className={`round-score round-score--${risk}`}>
        <span className="round-hidden">NEWS2 </span>
        <b>{total}</b> <span>{riskWords}</span>
      </span>
    );
  return (
    <span className={`round-score round-score--${risk ?? 'open'}`}>
      <span className="round-hidden">NEWS2 </span>
      <b>–</b> <span>{outcome === 'incomplete' ? 'Incomplete' : 'Not scored'}</span>
    </span>
  );
}
