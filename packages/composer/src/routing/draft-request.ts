import { keepDraft } from '../drafts/keep-draft.ts';
import { csrfToken } from '../service/csrf-token.ts';
import { plainAnswer } from './plain-answer.ts';
import type { RouterOptions } from './router.ts';
import { toSignIn } from './to-sign-in.ts';

/** Keeps what somebody is typing, for whoever is signed in, whichever user interface has made the page. */
export async function draftRequest(request: Request, options: RouterOptions): Promise<Response> {
  if (request.method !== 'POST') return plainAnswer(405, 'Drafts are sent here by POST.', { allow: 'POST' });
  const { identity, csrfKey, services, interfaceState, clock } = options;
  const authentication = await identity.authenticate({ request, by: 'session' });
  if (authentication.outcome !== 'authenticated' || authentication.session === undefined)
    return toSignIn(request, identity);
  const { principal, session } = authentication;
  const token = csrfToken(csrfKey, session.id);
  return keepDraft(request, { csrfToken: token, principal, services, interfaceState, now: clock.now() });
}
