import { type News2Score, news2ParameterNames, news2Parameters } from '@baseplate-epr/clinical-format';
import { scoreView } from '../../src/observations/score-view.ts';
import type { PatientView } from '../../src/patient/patient-view.ts';
import { ScoreTile } from './score-tile.tsx';

interface LiveScoreOptions {
  readonly patient: PatientView;
  readonly score: News2Score | undefined;
}

/** NEWS2 of what has been entered so far: the total, where each point comes from, and what it calls for. */
export function LiveScore({ patient, score }: LiveScoreOptions) {
  const { observations } = patient;
  return (
    <aside className="round-live" aria-label="NEWS2 of this set">
      <h2>NEWS2 of this set</h2>
      {score === undefined || observations.state !== 'there' ? (
        <p>
          <b>{observations.state === 'withheld' ? 'Withheld' : 'Source unavailable'}:</b> what decides about the score
          is not known here, so it is not worked out. The set can be recorded all the same.
        </p>
      ) : (
        <>
          <p className="round-live__total" aria-live="polite">
            <ScoreTile score={scoreView(score)} /> <span>{score.words}.</span>
          </p>
          {score.outcome !== 'withheld' && <Points score={score} />}
          {score.outcome !== 'withheld' && score.caution !== undefined && <p>{score.caution}.</p>}
          <p className="round-meta">{observations.value.scaleWords}</p>
          <p className="round-meta">{observations.value.acknowledgement}</p>
        </>
      )}
    </aside>
  );
}

function Points({ score }: { readonly score: Exclude<News2Score, { readonly outcome: 'withheld' }> }) {
  return (
    <table className="round-table round-live__points">
      <caption className="round-hidden">Where the points come from</caption>
      <thead>
        <tr>
          <th scope="col">Observation</th>
          <th scope="col">Points</th>
        </tr>
      </thead>
      <tbody>
        {news2Parameters.map((parameter) => {
          const points = score.points[parameter];
          return (
            <tr key={parameter}>
              <th scope="row">{news2ParameterNames[parameter]}</th>
              <td>
                {points === undefined ? (
                  <span className="round-nowrap">Missing</span>
                ) : (
                  <span className={`round-points round-points--${points}`}>{points}</span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
