import type { Identity } from '@baseplate-epr/contracts';
import { sessionEndedPage } from './session-ended-page.ts';

/** Leads whoever has no session to the sign-in, and from there to where they wanted; a form is not sent there. */
export function toSignIn(request: Request, identity: Identity): Response {
  const { pathname, search } = new URL(request.url);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sessionEndedPage(identity.signInPath, pathname);
  }
  const location =
    pathname === '/' ? identity.signInPath : `${identity.signInPath}?return=${encodeURIComponent(pathname + search)}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
