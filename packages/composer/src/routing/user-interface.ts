import { keepUnsent, type UnsentFields } from '../drafts/keep-unsent.ts';
import type { PageTurns } from '../page-turns/page-turns.ts';
import { csrfToken } from '../service/csrf-token.ts';
import { createFragmentHost } from '../service/fragment-host.ts';
import { nobody } from '../service/nobody.ts';
import { serviceRequest } from '../service/service-request.ts';
import type { ServiceRunner } from '../service/service-runner.ts';
import { isAsset, keptAsset } from './declared-files.ts';
import { formerPage } from './former-page.ts';
import { withPagePolicy } from './page-policy.ts';
import { placesFor } from './places.ts';
import type { RouterOptions } from './router.ts';
import { signOut } from './sign-out.ts';
import { toSignIn } from './to-sign-in.ts';
import { unsentForm } from './unsent-form.ts';

/** How a user interface says that it has no such page or form. */
const notTaken: ReadonlySet<number> = new Set([404, 405, 501]);

/** Has the user interface answer. What it does not know may come from a page of the one before, which is open still: that is answered here. */
export async function userInterface(
  request: Request,
  requestId: string,
  shell: ServiceRunner,
  options: RouterOptions & { readonly pageTurns: PageTurns },
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const { signal } = request;
  if (isAsset(shell, pathname)) {
    const file = await shell.run(serviceRequest(request), { principal: nobody, requestId, signal });
    return withPagePolicy(file, 'user-interface', 'file');
  }
  const kept = keptAsset(request, shell, pathname, options);
  if (kept !== undefined) return withPagePolicy(kept, 'user-interface', 'file');
  const authentication = await options.identity.authenticate({ request, by: 'session' });
  if (authentication.outcome !== 'authenticated' || authentication.session === undefined)
    return toSignIn(request, options.identity);
  const { principal, session } = authentication;
  const { services, interfaceState, pageTurns, logger } = options;
  const now = () => options.clock.now();
  const fragments = createFragmentHost({ services, principal, requestId, signal, logger, now });
  const token = csrfToken(options.csrfKey, session.id);
  const form = unsentForm(request, token);
  const end = () => signOut(request, requestId, principal, options);
  const places = placesFor(services, principal);
  const call = { principal, requestId, signal, shell: { fragments, places, csrfToken: token, signOut: end } };
  const response = await pageTurns.run(signal, () => shell.run(serviceRequest(request), call));
  if (!notTaken.has(response.status)) {
    form?.forget();
    return withPagePolicy(response, 'user-interface');
  }
  const keep = (unsent: UnsentFields) => keepUnsent(unsent, { principal, interfaceState, now: now() });
  const again = form === undefined ? services.screensChanged() && formerPage(request) : await form.answer(keep);
  if (again === undefined || again === false) return withPagePolicy(response, 'user-interface');
  // Nobody reads it, and a service elsewhere would count as busy.
  await response.body?.cancel();
  // Whoever wants to leave leaves, whichever screens the button is on.
  return withPagePolicy(pathname === '/sign-out' ? await toStart(end) : again, 'user-interface');
}

async function toStart(end: () => ReturnType<typeof signOut>): Promise<Response> {
  const { headers } = await end();
  headers.set('location', '/');
  return new Response(null, { status: 303, headers });
}
