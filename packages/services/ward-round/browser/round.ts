import { createContext, useContext } from 'react';
import type { SessionView } from '../src/session/session-view.ts';
import type { DraftKeeper } from './drafts/draft-keeper.ts';

/** What every screen of a signed-in person may use. */
export interface Round {
  readonly session: SessionView;
  readonly keeper: DraftKeeper;
  /** The record's clock, in milliseconds since 1970. */
  now(): number;
  /** Says something once, at the top of the screen and to screen readers. */
  say(notice: Notice): void;
  signOut(): Promise<void>;
  /** The session has ended: leads to the sign-in, once everything typed is kept. */
  leave(): void;
}

/** A sentence about what has just happened. */
export interface Notice {
  readonly tone: 'done' | 'problem';
  readonly words: string;
}

export const RoundContext = createContext<Round | undefined>(undefined);

/** {@link Round} for a screen. */
export function useRound(): Round {
  const round = useContext(RoundContext);
  if (round === undefined) throw new Error('This belongs inside of a signed-in round.');
  return round;
}
