import type { SessionView } from '../../src/session/session-view.ts';
import { tell } from '../server/ask.ts';

const wanted = 'ward-round-sign-out';

/** Stands for the person on this device; not a name. */
function markOf({ draftKey }: SessionView): string {
  return draftKey?.id ?? 'reader';
}

/** Whether this person signed out here while there was no network to end the session with. */
export function isSignOutWanted(session: SessionView): boolean {
  const mark = localStorage.getItem(wanted);
  if (mark !== null && mark !== markOf(session)) localStorage.removeItem(wanted);
  return mark === markOf(session);
}

/** Remembers, over a reload, that the session is to be ended as soon as it can be. */
export function wantSignOut(session: SessionView): void {
  localStorage.setItem(wanted, markOf(session));
}

/** Ends the session if the record can be reached, and leads to the sign-in. @returns whether it has */
export async function endWantedSession(csrf: string): Promise<boolean> {
  const answer = await tell('/round/sign-out', csrf, {});
  const ended =
    answer.outcome === 'answered' ||
    answer.outcome === 'signed-out' ||
    (answer.outcome === 'screens-changed' && (await endByForm(csrf)));
  if (ended) localStorage.removeItem(wanted);
  // With another session's token the page is opened anew, and asks again with the right one.
  if (ended || (answer.outcome === 'refused' && answer.code === 'token')) location.replace('/');
  return ended;
}

/** Every user interface takes the form of the sign-out, or the record does in its place. */
async function endByForm(csrf: string): Promise<boolean> {
  try {
    const answer = await fetch('/sign-out', {
      method: 'POST',
      body: new URLSearchParams({ csrf }),
      redirect: 'manual',
    });
    return answer.type === 'opaqueredirect' || answer.status === 401;
  } catch {
    return false;
  }
}
