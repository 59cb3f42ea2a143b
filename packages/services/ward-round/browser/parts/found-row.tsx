import type { FoundPatient } from '../../src/search/search-view.ts';
import { Link } from '../navigation.tsx';

/** Somebody who was found: who it is, and everything that tells people apart. */
export function FoundRow({ patient }: { readonly patient: FoundPatient }) {
  const { id, name, born, gender, nhsNumber, hospitalNumber, address, states, alike } = patient;
  return (
    <div className="round-row round-row--found">
      <div className="round-row__who">
        <h2>
          <Link href={`/patients/${id}`}>{name}</Link>{' '}
          {states.map((state) => (
            <span key={state} className="round-state">
              {state}
            </span>
          ))}
        </h2>
        <p>
          <span className="round-label">Born</span> {born} · {gender} ·{' '}
          <span className="round-nowrap">
            <span className="round-label">NHS No.</span> <b>{nhsNumber}</b>
          </span>{' '}
          ·{' '}
          <span className="round-nowrap">
            <span className="round-label">Hospital No.</span> {hospitalNumber}
          </span>
        </p>
        <p className="round-meta">{address}</p>
        {alike !== undefined && (
          <p className="round-alike">
            <b aria-hidden="true">!</b> {alike}
          </p>
        )}
      </div>
    </div>
  );
}
