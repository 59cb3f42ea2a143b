import { useSyncExternalStore } from 'react';
import { Link } from '../navigation.tsx';
import { useRound } from '../round.ts';

/** This person's sets that are not in the record: whom they are about, and the way back to each. */
export function UnfinishedList() {
  const { keeper } = useRound();
  const drafts = useSyncExternalStore(keeper.subscribe, keeper.drafts).filter(({ state }) => state !== 'discarded');
  if (drafts.length === 0) return null;
  return (
    <section className="round-unfinished" aria-labelledby="unfinished">
      <h2 id="unfinished">Not in the record yet</h2>
      <ul>
        {drafts.map(({ submission, patient, patientName, state }) => (
          <li key={submission}>
            <Link href={`/patients/${patient}/observe`}>
              Observations of {patientName === '' ? 'a patient' : patientName}
            </Link>{' '}
            – {state === 'ready' ? 'finished, waiting to be sent' : 'unfinished'}
          </li>
        ))}
      </ul>
    </section>
  );
}
