import { useEffect } from 'react';
import type { WardsView } from '../../src/wards/ward-views.ts';
import { go, Link } from '../navigation.tsx';
import { Main } from '../parts/main.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { UnfinishedList } from '../parts/unfinished-list.tsx';
import { useRound } from '../round.ts';
import { useView } from '../server/use-view.ts';

/** The first screen: which ward the round is on. A patient comes to the own record instead. */
export function WardsScreen() {
  const { session } = useRound();
  return session.isPatient ? <OwnRecord patient={session.ownRecord} /> : <Wards />;
}

function OwnRecord({ patient }: { readonly patient: string | undefined }) {
  useEffect(() => {
    if (patient !== undefined) go(`/patients/${patient}`, 'replace');
  }, [patient]);
  return (
    <Main title="Your record">
      {patient === undefined && <p>This sign-in does not say whose record is yours. Tell the service desk.</p>}
    </Main>
  );
}

function Wards() {
  const view = useView<WardsView>('/round/wards');
  const { session } = useRound();
  const wards = view.value?.wards;
  return (
    <Main title="Wards">
      <h1>Wards</h1>
      <Trouble view={view} what="the list of wards" />
      <UnfinishedList />
      {wards?.state === 'withheld' && (
        <p>
          Patients are withheld for your role ({session.person.role}). If you need to see them, sign in with another
          role.
        </p>
      )}
      {wards?.state === 'unavailable' && (
        <p className="round-trouble">
          <b>Source unavailable.</b> The list of inpatients did not come.{' '}
          <button type="button" className="round-linklike" onClick={view.again}>
            Try again
          </button>
        </p>
      )}
      {wards?.state === 'there' && wards.value.length === 0 && <p>No inpatients are recorded at the moment.</p>}
      {wards?.state === 'there' && (
        <ul className="round-wards">
          {wards.value.map(({ key, name, inpatients }) => (
            <li key={key}>
              <Link href={`/wards/${key}`} className="round-ward">
                <b>{name}</b>
                <span>
                  {inpatients} {inpatients === 1 ? 'patient' : 'patients'}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {view.value?.complete === false && <p>There are more inpatients than are listed here.</p>}
    </Main>
  );
}
