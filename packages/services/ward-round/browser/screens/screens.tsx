import { useEffect, useMemo, useRef, useState } from 'react';
import { useAddress } from '../navigation.tsx';
import type { OpenedRound } from '../open-round.ts';
import { Header } from '../parts/header.tsx';
import { NetworkStrip } from '../parts/network-strip.tsx';
import { NoticeLine } from '../parts/notice-line.tsx';
import { ScreensStrip } from '../parts/screens-strip.tsx';
import { type Notice, type Round, RoundContext } from '../round.ts';
import { screenAt } from './screen-at.tsx';
import { SignedOutScreen } from './signed-out-screen.tsx';

/** Every screen of a signed-in person: header, what has just happened, the network, and the screen of the address. */
export function Screens(opened: OpenedRound) {
  const [notice, setNotice] = useState<Notice>();
  const [signedOut, setSignedOut] = useState(false);
  const { onNotice, signOut, ...rest } = opened;
  useEffect(() => onNotice(setNotice), [onNotice]);
  const round: Round = useMemo(
    () => ({
      ...rest,
      say: setNotice,
      async signOut() {
        setSignedOut(true);
        await signOut();
      },
    }),
    [],
  );
  const address = useAddress();
  useFocusOnChange(address);
  if (signedOut) return <SignedOutScreen />;
  return (
    <RoundContext value={round}>
      <a className="round-skip" href="#main">
        Skip to main content
      </a>
      <Header />
      <NetworkStrip />
      <ScreensStrip />
      <NoticeLine notice={notice} close={() => setNotice(undefined)} />
      {screenAt(address)}
    </RoundContext>
  );
}

/** After a change of the screen the focus is at its beginning, as after the loading of a page. */
function useFocusOnChange(address: string): void {
  const path = address.split('?', 1)[0];
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    document.getElementById('main')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path]);
}
