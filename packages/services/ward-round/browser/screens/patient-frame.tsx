import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import type { PatientView } from '../../src/patient/patient-view.ts';
import { Link } from '../navigation.tsx';
import { Banner } from '../parts/banner.tsx';
import { Main } from '../parts/main.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useRound } from '../round.ts';
import { useView } from '../server/use-view.ts';

/** What a screen about a patient is given. */
export interface PatientScreenOptions {
  readonly patient: PatientView;
  again(): void;
}

interface FrameOptions {
  readonly patient: string;
  readonly tab: 'now' | 'observe' | 'more';
  readonly screen: (options: PatientScreenOptions) => ReactNode;
}

/** Milliseconds after which a patient is read anew while looked at. */
const every = 60_000;

const titles = { now: 'Patient: essentials', observe: 'Patient: record observations', more: 'Patient: more' } as const;

/** The banner that never goes, and the ways between the screens of one patient. */
export function PatientFrame({ patient, tab, screen }: FrameOptions) {
  const { session, keeper } = useRound();
  const view = useView<PatientView>(`/round/patients/${patient}`, every);
  const { value, again } = view;
  const drafts = useSyncExternalStore(keeper.subscribe, keeper.drafts);
  const waiting = drafts.filter((draft) => draft.patient === patient && draft.state === 'ready').length;
  // A set that was waiting is in the record now: it is read anew.
  const before = useRef(waiting);
  useEffect(() => {
    if (waiting < before.current) again();
    before.current = waiting;
  }, [waiting, again]);
  const base = `/patients/${patient}`;
  const way = (name: FrameOptions['tab'], href: string, words: string) => (
    <Link className="round-tab" href={href} aria-current={tab === name ? 'page' : undefined}>
      {words}
    </Link>
  );
  return (
    <>
      {value !== undefined && <Banner banner={value.banner} />}
      {value !== undefined && (
        <nav className="round-tabs" aria-label="This patient">
          {way('now', base, 'Essentials')}
          {session.mayRecord && way('observe', `${base}/observe`, 'Record observations')}
          {way('more', `${base}/more`, 'More')}
        </nav>
      )}
      <Main title={titles[tab]}>
        {value === undefined && <h1>Patient</h1>}
        <Trouble view={view} what="this patient" />
        {value !== undefined && screen({ patient: value, again: view.again })}
      </Main>
    </>
  );
}
