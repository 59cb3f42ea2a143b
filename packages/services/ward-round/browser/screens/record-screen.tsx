import type { FieldError } from '@baseplate-epr/clinical-format';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useEntry } from '../drafts/use-entry.ts';
import { goOn, shownAddress } from '../navigation.tsx';
import { DraftState } from '../parts/draft-state.tsx';
import { EntryFields } from '../parts/entry-fields.tsx';
import { ErrorList } from '../parts/error-list.tsx';
import { LiveScore } from '../parts/live-score.tsx';
import { UnusualValues } from '../parts/unusual-values.tsx';
import { useRound } from '../round.ts';
import type { PatientScreenOptions } from './patient-frame.tsx';

/**
 * Records a set of observations. Everything typed is kept as it is typed; NEWS2 is worked out and explained beside it. What was sent
 * can no longer be changed here, since it may have arrived.
 */
export function RecordScreen({ patient }: PatientScreenOptions) {
  const { keeper, session } = useRound();
  const { draft, waiting, reading, score, change, confirm } = useEntry(patient);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const [focusWanted, setFocusWanted] = useState(0);
  useEffect(() => {
    if (focusWanted > 0) list.current?.focus();
  }, [focusWanted]);

  if (!session.mayRecord) return <p>Withheld for your role: it may not record observations.</p>;
  const unusual = reading.unusual.filter((text) => !draft.confirmed.includes(text));
  const confirmation: readonly FieldError[] =
    reading.errors.length === 0 && unusual.length > 0
      ? [{ field: 'observations-confirmed', message: 'Confirm or correct the values that are unusual' }]
      : [];
  const errors = tried ? [...reading.errors, ...confirmation] : (draft.problem?.errors ?? []);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    if (reading.errors.length > 0 || unusual.length > 0) {
      setTried(true);
      setFocusWanted((count) => count + 1);
      return;
    }
    setSending(true);
    const from = shownAddress();
    await keeper.finish(draft);
    setSending(false);
    setTried(false);
    const left = keeper.drafts().find(({ submission }) => submission === draft.submission);
    if (left?.state === 'open') setFocusWanted((count) => count + 1);
    else goOn(from, `/patients/${patient.id}`);
  };

  return (
    <form className="round-entry" aria-label="Record observations" noValidate onSubmit={(event) => void save(event)}>
      <div className="round-entry__form">
        <h2>Record observations</h2>
        {waiting > 0 && (
          <p className="round-note">
            <b>A finished set of this patient is waiting to be sent.</b> What you enter here is another one.
          </p>
        )}
        {errors.length > 0 && <ErrorList ref={list} errors={errors} />}
        {tried && reading.unusual.length > 0 && (
          <UnusualValues values={reading.unusual} confirmed={draft.confirmed} confirm={confirm} />
        )}
        <EntryFields patient={patient} fields={draft.fields} errors={errors} change={change} />
        <p className="round-meta">
          What was not measured stays empty: then the set is incomplete and has no NEWS2 total. Recorded by{' '}
          {session.person.display}.
        </p>
        <div className="round-entry__buttons">
          <button type="submit" className="round-button" disabled={sending}>
            Save observations
          </button>
          {draft.edition > 0 && (
            <button
              type="button"
              className="round-button round-button--quiet"
              onClick={() => void keeper.discard(draft)}
            >
              Discard
            </button>
          )}
        </div>
        <DraftState draft={draft} />
      </div>
      <LiveScore patient={patient} score={score} />
    </form>
  );
}
