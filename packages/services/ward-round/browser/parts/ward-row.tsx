import type { News2Glance, WardPatient } from '../../src/wards/ward-views.ts';
import { Link } from '../navigation.tsx';
import { ScoreTile } from './score-tile.tsx';

/** Somebody on the ward: bed, who it is, and NEWS2 at a glance. */
export function WardRow({ patient }: { readonly patient: WardPatient }) {
  const { id, bed, name, born, gender, nhsNumber, admitted, reason, news2 } = patient;
  return (
    <div className="round-row">
      <p className="round-row__bed">
        <span className="round-label">Bed</span> <b>{bed}</b>
      </p>
      <div className="round-row__who">
        <h2>
          <Link href={`/patients/${id}`}>{name}</Link>
        </h2>
        <p>
          <span className="round-label">Born</span> {born} · {gender} ·{' '}
          <span className="round-nowrap">
            <span className="round-label">NHS No.</span> {nhsNumber}
          </span>
        </p>
        <p className="round-meta">
          Admitted {admitted}
          {reason !== undefined && `, ${reason}`}
        </p>
      </div>
      <div className="round-row__score">
        {news2.state === 'there' && <Glance glance={news2.value} />}
        {news2.state === 'withheld' && <p className="round-meta">NEWS2 withheld for your role</p>}
        {news2.state === 'unavailable' && (
          <p className="round-meta">
            <b>NEWS2: source unavailable</b>
          </p>
        )}
      </div>
    </div>
  );
}

function Glance({ glance: { latest, next } }: { readonly glance: News2Glance }) {
  return (
    <>
      {latest === undefined ? (
        <p>
          <b>No observations recorded</b>
        </p>
      ) : (
        <p>
          <ScoreTile score={latest.score} /> <span className="round-meta">{latest.time}</span>
        </p>
      )}
      {latest !== undefined && latest.score.missing.length > 0 && (
        <p className="round-meta">Missing: {latest.score.missing.join(', ')}</p>
      )}
      {next !== undefined && <p className={next.overdue ? 'round-late' : 'round-meta'}>{next.words}</p>}
    </>
  );
}
