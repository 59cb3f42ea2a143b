import { useState, useSyncExternalStore } from 'react';
import { Link } from '../navigation.tsx';
import { useRound } from '../round.ts';

/** Whose round it is, the way to the wards, and the way out. */
export function Header() {
  const { session } = useRound();
  const { person, recordName, isPatient, ownRecord } = session;
  const home = isPatient ? `/patients/${ownRecord ?? ''}` : '/';
  return (
    <header className="round-header">
      <Link href={home} className="round-header__home">
        <svg className="round-header__mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
          <circle cx="16" cy="16" r="16" fill="#fff" />
          <path d="M13 7h6v6h6v6h-6v6h-6v-6H7v-6h6z" fill="#003087" />
        </svg>
        <span>
          <b>{isPatient ? 'Your record' : 'Ward round'}</b> <span className="round-header__record">{recordName}</span>
        </span>
      </Link>
      {!isPatient && (
        <Link href="/patients" className="round-header__find">
          Find a patient
        </Link>
      )}
      <p className="round-header__person">
        <b>{person.display}</b> <span>{person.role}</span>
      </p>
      <SignOut />
    </header>
  );
}

/** Signing out erases what is unfinished; what has not been sent yet is asked about. */
function SignOut() {
  const { keeper, signOut } = useRound();
  const [asking, setAsking] = useState(false);
  const drafts = useSyncExternalStore(keeper.subscribe, keeper.drafts);
  const waiting = drafts.filter(({ state }) => state === 'ready').length;
  const open = drafts.filter(({ state }) => state === 'open').length;
  const end = async () => {
    await keeper.flush();
    const left = keeper.drafts().some(({ state }) => state !== 'discarded');
    if (left && !asking) setAsking(true);
    else await signOut();
  };
  if (!asking)
    return (
      <button type="button" className="round-header__button" onClick={() => void end()}>
        Sign out
      </button>
    );
  const words = [
    ...(waiting > 0 ? [`${waiting} finished, not sent`] : []),
    ...(open > 0 ? [`${open} unfinished`] : []),
  ].join(', ');
  return (
    <div className="round-header__asking" role="alertdialog" aria-label="Sign out and erase?">
      <p>
        <b>Observations are not in the record: {words}.</b> Signing out erases them.
      </p>
      <button type="button" className="round-button round-button--warning" onClick={() => void signOut()}>
        Erase and sign out
      </button>
      <button type="button" className="round-button round-button--quiet" onClick={() => setAsking(false)}>
        Stay
      </button>
    </div>
  );
}
