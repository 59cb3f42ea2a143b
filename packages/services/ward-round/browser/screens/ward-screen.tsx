import { useState } from 'react';
import type { WardView } from '../../src/wards/ward-views.ts';
import { Link } from '../navigation.tsx';
import { Main } from '../parts/main.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { UnfinishedList } from '../parts/unfinished-list.tsx';
import { byUrgency } from '../parts/ward-order.ts';
import { WardRow } from '../parts/ward-row.tsx';
import { useView } from '../server/use-view.ts';

/** Milliseconds after which the list is read anew while it is looked at. */
const every = 60_000;

/** One ward: everybody with the latest NEWS2, by bed or by how urgent it is. */
export function WardScreen({ ward }: { readonly ward: string }) {
  const view = useView<WardView>(`/round/wards/${ward}`, every);
  const [order, setOrder] = useState<'bed' | 'urgency'>('bed');
  const { value } = view;
  const patients = value?.patients.state === 'there' ? value.patients.value : [];
  const choice = (name: typeof order, words: string) => (
    <button type="button" aria-pressed={order === name} onClick={() => setOrder(name)}>
      {words}
    </button>
  );
  return (
    <Main title="Ward">
      <p className="round-crumbs">
        <Link href="/">All wards</Link>
      </p>
      <div className="round-top">
        <h1>{value?.name ?? 'Ward'}</h1>
        {patients.length > 1 && (
          <fieldset className="round-switch">
            <legend className="round-hidden">Order of the list</legend>
            {choice('bed', 'By bed')}
            {choice('urgency', 'By NEWS2')}
          </fieldset>
        )}
      </div>
      <Trouble view={view} what="this ward" />
      <UnfinishedList />
      {value?.patients.state === 'withheld' && <p>Patients are withheld for your role.</p>}
      {value?.patients.state === 'unavailable' && (
        <p className="round-trouble">
          <b>Source unavailable.</b> The list of this ward did not come.
        </p>
      )}
      {patients.length > 0 && (
        <ul className="round-list">
          {(order === 'bed' ? patients : patients.toSorted(byUrgency)).map((patient) => (
            <li key={patient.id}>
              <WardRow patient={patient} />
            </li>
          ))}
        </ul>
      )}
      {value?.complete === false && <p>There are more inpatients than are listed here.</p>}
    </Main>
  );
}
