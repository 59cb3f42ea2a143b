import { observationDraft } from '@baseplate-epr/clinical-format';
import type { SessionView } from '../src/session/session-view.ts';
import { createDraftKeeper, type DraftKeeper } from './drafts/draft-keeper.ts';
import { openSealedDrafts } from './drafts/sealed-drafts.ts';
import type { Notice } from './round.ts';
import { ask, tell } from './server/ask.ts';
import { keepDraft } from './server/keep-draft.ts';
import { isNetworkThere, onNetworkChange } from './server/network.ts';
import { forgetViews } from './server/use-view.ts';
import { endWantedSession, wantSignOut } from './session/wanted-sign-out.ts';

/** What a signed-in person's screens stand on. */
export interface OpenedRound {
  readonly session: SessionView;
  readonly keeper: DraftKeeper;
  now(): number;
  /** Erases what is here and ends the session. False if that could not be told to the record yet: it is tried until it can. */
  signOut(): Promise<boolean>;
  leave(): void;
  onNotice(listener: (notice: Notice) => void): () => void;
}

/** Milliseconds between attempts to send what waits. */
const retry = 5000;

/** Opens the round of who is signed in: takes over what was kept unfinished, and sends what waits whenever the network is there. */
export async function openRound(session: SessionView): Promise<OpenedRound> {
  // The tablet's clock may be wrong, the record's counts.
  const ahead = session.now - Date.now();
  const now = () => Date.now() + ahead;
  const listeners = new Set<(notice: Notice) => void>();
  /** Said before there was a screen. */
  const unheard: Notice[] = [];
  const say = (notice: Notice) => {
    if (listeners.size === 0) unheard.push(notice);
    for (const listener of listeners) listener(notice);
  };
  let { csrf } = session;
  let leaving = false;
  const leave = () => {
    if (leaving) return;
    leaving = true;
    void keeper.settled().then(() => location.assign(location.href));
  };
  const keeper = createDraftKeeper({
    sealed: session.draftKey === undefined ? undefined : await openSealedDrafts(session.draftKey, localStorage, now),
    async tell<Value>(path: string, fields: object) {
      const answer = await tell<Value>(path, csrf, fields);
      if (answer.outcome !== 'refused' || answer.code !== 'token') return answer;
      // Signed in anew in another window: as the same person it is tried once more, as somebody else nothing of this one stays.
      const fresh = await ask<SessionView>('/round/session');
      if (fresh.outcome === 'answered' && fresh.value.draftKey?.id === session.draftKey?.id) {
        csrf = fresh.value.csrf;
        return tell<Value>(path, csrf, fields);
      }
      leave();
      return answer;
    },
    async handOver({ patient, submission, fields }) {
      const all = Object.entries({ ...fields, submission });
      return (await keepDraft(csrf, { ...observationDraft, patient, fields: all, of: 'submission' })).kept;
    },
    onSaved(draft, words) {
      const name = draft.patientName === '' ? '' : `${draft.patientName}: `;
      say({ tone: 'done', words: name + words });
    },
    onSignedOut: leave,
    now,
  });
  onNetworkChange(() => isNetworkThere() && void keeper.flush());
  setInterval(() => {
    const waits = keeper
      .drafts()
      .some(({ state, submission }) => state !== 'open' || keeper.placeOf(submission) !== 'record');
    if (waits && navigator.onLine) void keeper.flush();
  }, retry);
  await keeper.load(session.drafts);
  return {
    session,
    keeper,
    now,
    async signOut() {
      leaving = true;
      keeper.erase();
      forgetViews();
      wantSignOut(session);
      if (await endWantedSession(csrf)) return true;
      setInterval(() => void endWantedSession(csrf), retry);
      return false;
    },
    leave,
    onNotice(listener) {
      listeners.add(listener);
      for (const notice of unheard.splice(0)) listener(notice);
      return () => listeners.delete(listener);
    },
  };
}
