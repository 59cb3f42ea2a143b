import { useCallback, useEffect, useState } from 'react';
import type { SessionView } from '../src/session/session-view.ts';
import { hasSealedDrafts } from './drafts/sealed-drafts.ts';
import { openRound } from './open-round.ts';
import { Screens } from './screens/screens.tsx';
import { ask } from './server/ask.ts';
import { onNetworkChange } from './server/network.ts';
import { endWantedSession, isSignOutWanted } from './session/wanted-sign-out.ts';

type Start =
  | { readonly stage: 'starting' }
  | { readonly stage: 'no-network' }
  | { readonly stage: 'problem'; readonly message: string }
  | { readonly stage: 'open'; readonly opened: Awaited<ReturnType<typeof openRound>> };

/** The whole of it: finds out who is signed in, then shows the round. */
export function App() {
  const [start, setStart] = useState<Start>({ stage: 'starting' });
  const begin = useCallback(async () => {
    const answer = await ask<SessionView>('/round/session');
    if (answer.outcome === 'signed-out') location.assign(location.href);
    else if (answer.outcome === 'no-network') setStart({ stage: 'no-network' });
    else if (answer.outcome === 'screens-changed')
      setStart({ stage: 'problem', message: 'The screens of this record were changed.' });
    else if (answer.outcome === 'refused') setStart({ stage: 'problem', message: answer.message });
    else if (isSignOutWanted(answer.value)) await endWantedSession(answer.value.csrf);
    else setStart({ stage: 'open', opened: await openRound(answer.value) });
  }, []);
  useEffect(() => {
    void begin();
  }, [begin]);
  useEffect(() => {
    if (start.stage !== 'no-network') return undefined;
    const stop = onNetworkChange(() => void begin());
    const timer = setInterval(() => void begin(), 5000);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [start.stage, begin]);

  if (start.stage === 'open') return <Screens {...start.opened} />;
  return (
    <main className="round-start" aria-live="polite">
      <h1>Ward round</h1>
      {start.stage === 'starting' && <p>Opening …</p>}
      {start.stage === 'problem' && (
        <p>
          {start.message} <a href="/">Try again</a>
        </p>
      )}
      {start.stage === 'no-network' && <WithoutNetwork />}
    </main>
  );
}

function WithoutNetwork() {
  return (
    <>
      <p>
        <b>No network.</b> The record cannot be reached, so nobody’s data can be shown. This page tries again by itself.
      </p>
      {hasSealedDrafts(localStorage) && (
        <p>
          Something that was not sent yet is kept on this device. It is enciphered: it opens for the person who typed
          it, as soon as the network is back. What was finished is then sent, once.
        </p>
      )}
      <p>Until then write observations on paper.</p>
    </>
  );
}
