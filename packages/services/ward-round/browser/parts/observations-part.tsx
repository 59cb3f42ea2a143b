import type { Loaded } from '@baseplate-epr/fhir-client';
import type { ObservationsView, RowView } from '../../src/observations/observations-view.ts';
import { Link } from '../navigation.tsx';
import { useRound } from '../round.ts';
import { Markup } from './markup.tsx';
import { Part } from './part.tsx';
import { ScoreTile } from './score-tile.tsx';

interface ObservationsPartOptions {
  readonly part: Loaded<ObservationsView>;
  readonly patient: string;
  again(): void;
}

/** The latest set with its NEWS2, the values before it, and how each went. */
export function ObservationsPart({ part, patient, again }: ObservationsPartOptions) {
  const { session } = useRound();
  return (
    <Part id="observations" heading="Observations" part={part} again={again} meta={({ scaleWords }) => scaleWords}>
      {({ sets, rows, next, acknowledgement }) => {
        const [latest, previous] = sets;
        return (
          <>
            {latest === undefined ? (
              <p>No observations recorded.</p>
            ) : (
              <>
                <p className="round-latest">
                  <ScoreTile score={latest.score} /> <b>{latest.score.words}.</b>
                  {latest.score.caution !== undefined && ` ${latest.score.caution}.`}
                </p>
                <p className="round-meta">
                  Taken {latest.time} · {latest.person} · {latest.organisation}
                </p>
              </>
            )}
            {next !== undefined && <p className={next.overdue ? 'round-late' : undefined}>{next.words}</p>}
            {session.mayRecord && (
              <p>
                <Link className="round-button" href={`/patients/${patient}/observe`}>
                  Record observations
                </Link>
              </p>
            )}
            {latest !== undefined && <ValuesTable rows={rows} previousTime={previous?.time} />}
            {latest !== undefined && <p className="round-meta">{acknowledgement}</p>}
          </>
        );
      }}
    </Part>
  );
}

function ValuesTable({
  rows,
  previousTime,
}: {
  readonly rows: readonly RowView[];
  readonly previousTime: string | undefined;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="round-scroll" tabIndex={0} aria-label="Latest values">
      <table className="round-table">
        <caption className="round-hidden">Latest values with NEWS2 points, the ones before, and the trend</caption>
        <thead>
          <tr>
            <th scope="col">Observation</th>
            <th scope="col">Latest</th>
            <th scope="col">Points</th>
            <th scope="col">
              Before
              {previousTime?.split(' ').map((part) => (
                <span key={part} className="round-unit round-nowrap">
                  {part}
                </span>
              ))}
            </th>
            <th scope="col">Trend</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.heading}>
              <th scope="row">
                {row.heading}
                {row.unit !== '' && <span className="round-unit">{row.unit}</span>}
              </th>
              <td>
                {row.latest === undefined ? 'Not recorded' : <b className={unbroken(row.latest)}>{row.latest}</b>}
              </td>
              <td>
                {row.points === undefined ? (
                  '–'
                ) : (
                  <span className={`round-points round-points--${row.points}`}>{row.points}</span>
                )}
              </td>
              <td className={unbroken(row.previous)}>
                {row.previous ?? (previousTime === undefined ? 'No set before' : 'Not recorded')}
              </td>
              <td>{row.trend === '' ? <span className="round-meta">No graph</span> : <Markup html={row.trend} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A number stays with its unit; words may break. */
function unbroken(value: string | undefined): string | undefined {
  return value !== undefined && /^\d/.test(value) ? 'round-nowrap' : undefined;
}
