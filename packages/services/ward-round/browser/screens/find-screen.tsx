import { findHint, notFoundCaution, searchAdvice } from '@baseplate-epr/clinical-format';
import { type FormEvent, useState } from 'react';
import type { SearchView } from '../../src/search/search-view.ts';
import { FoundRow } from '../parts/found-row.tsx';
import { Main } from '../parts/main.tsx';
import { useRound } from '../round.ts';
import type { Answer } from '../server/answer.ts';
import { tell } from '../server/ask.ts';

/** Finds patients, in hospital or not. The list changes only when it is asked for, so that nobody moves under a finger. */
export function FindScreen() {
  const { session } = useRound();
  return (
    <Main title="Find a patient">
      <h1>Find a patient</h1>
      {session.isPatient ? <p>You are signed in as a patient, so nobody else can be looked up here.</p> : <Search />}
    </Main>
  );
}

function Search() {
  const { session, leave } = useRound();
  const [typed, setTyped] = useState('');
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<Answer<SearchView>>();
  const find = async (event: FormEvent) => {
    event.preventDefault();
    if (asking) return;
    setAsking(true);
    const found = await tell<SearchView>('/round/search', session.csrf, { typed });
    setAsking(false);
    if (found.outcome === 'signed-out') leave();
    else setAnswer(found);
  };
  const view = answer?.outcome === 'answered' ? answer.value : undefined;
  return (
    <>
      <search>
        <form className="round-find" autoComplete="off" onSubmit={(event) => void find(event)}>
          <label htmlFor="find">{findHint}</label>
          <p id="find-hint" className="round-meta">
            For example: edwards mary, 999 123 4578, 14-Jul-1945, edwards 1945
          </p>
          <div className="round-find__row">
            <input
              id="find"
              type="search"
              value={typed}
              maxLength={200}
              spellCheck={false}
              autoComplete="off"
              aria-describedby="find-hint"
              onChange={(event) => setTyped(event.target.value)}
            />
            <button type="submit" className="round-button" disabled={asking}>
              Find
            </button>
          </div>
        </form>
      </search>
      <p role="status" className="round-find__words">
        <b>{asking ? 'Looking …' : wordsOf(answer)}</b>
      </p>
      {!asking && view !== undefined && <Found view={view} />}
    </>
  );
}

function Found({ view: { notes, lookedFor, patients } }: { readonly view: SearchView }) {
  return (
    <>
      {notes.map((note) => (
        <p key={note} className="round-note">
          {note}
        </p>
      ))}
      {lookedFor !== undefined && (
        <>
          <p>Looked for: {lookedFor}.</p>
          <p>{notFoundCaution} You can try:</p>
          <ul>
            {searchAdvice.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
      {patients.length > 0 && (
        <ul className="round-list">
          {patients.map((patient) => (
            <li key={patient.id}>
              <FoundRow patient={patient} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function wordsOf(answer: Answer<SearchView> | undefined): string {
  switch (answer?.outcome) {
    case 'answered':
      return answer.value.words;
    case 'refused':
      return answer.message;
    case 'no-network':
      return 'The record cannot be reached, so nobody can be looked up. Who is not found here now may well be in it.';
    case 'screens-changed':
      return 'The screens of this record were changed. Go on in the new ones.';
    default:
      return '';
  }
}
