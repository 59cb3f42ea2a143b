import {
  type EntryReading,
  type News2Score,
  readEntry,
  scoreNews2,
  takenFieldsAt,
  valuesOfEntered,
} from '@baseplate-epr/clinical-format';
import { useMemo, useRef, useSyncExternalStore } from 'react';
import type { PatientView } from '../../src/patient/patient-view.ts';
import { useRound } from '../round.ts';
import { type Draft, newSubmission } from './draft.ts';

/** The set that is being entered for a patient. */
export interface Entry {
  /** With edition 0 while nothing was typed. */
  readonly draft: Draft;
  /** Finished sets of this patient that are not in the record yet. */
  readonly waiting: number;
  readonly reading: EntryReading;
  /** Absent where it is not known what decides about the score. */
  readonly score: News2Score | undefined;
  change(name: string, value: string): void;
  confirm(value: string, sure: boolean): void;
}

/** Milliseconds after which a set that nothing was typed into is begun anew. */
const whileUntouched = 30_000;

/** Goes on with what this person has left unfinished about this patient, or begins anew. */
export function useEntry(patient: PatientView): Entry {
  const { keeper, now } = useRound();
  const drafts = useSyncExternalStore(keeper.subscribe, keeper.drafts);
  const own = drafts.filter((draft) => draft.patient === patient.id);
  const open = own.find(({ state }) => state === 'open');
  // A submission that was used belongs to another set.
  const fresh = useRef<Draft>(undefined);
  const begun = useRef(0);
  if (
    fresh.current === undefined ||
    // A form that has stood open must not begin with a time of before.
    now() - begun.current > whileUntouched ||
    own.some(({ submission, state }) => submission === fresh.current?.submission && state !== 'open')
  ) {
    begun.current = now();
    fresh.current = begin(patient, begun.current);
  }
  const draft = { ...(open ?? fresh.current), patientName: patient.banner.name };
  const scoring = patient.observations.state === 'there' ? patient.observations.value.scoring : undefined;
  const { fields } = draft;
  const reading = useMemo(() => {
    const person = { resourceType: 'Patient', ...known(scoring?.birthDate, scoring?.died) } as const;
    return readEntry(new URLSearchParams(fields), person, now());
  }, [fields, scoring, now]);
  const score =
    scoring === undefined
      ? undefined
      : scoreNews2(reading.entered === undefined ? {} : valuesOfEntered(reading.entered), scoring);
  const put = (next: Partial<Draft>) => {
    const { problem: _, ...rest } = draft;
    keeper.change({ ...rest, ...next });
  };
  return {
    draft,
    waiting: own.filter(({ state }) => state === 'ready').length,
    reading,
    score,
    change: (name, value) => put({ fields: { ...fields, [name]: value } }),
    confirm: (value, sure) =>
      put({ confirmed: sure ? [...draft.confirmed, value] : draft.confirmed.filter((each) => each !== value) }),
  };
}

function begin({ id, banner }: PatientView, now: number): Draft {
  return {
    patient: id,
    patientName: banner.name,
    submission: newSubmission(),
    edition: 0,
    fields: takenFieldsAt(now),
    confirmed: [],
    state: 'open',
  };
}

function known(birthDate: string | undefined, died: string | undefined) {
  return {
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(died === undefined ? {} : { deceasedDateTime: died }),
  };
}
