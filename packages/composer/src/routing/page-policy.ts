const ownPage =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const servicePage = ownPage
  .replace("script-src 'self'", "script-src 'none'")
  .replace("connect-src 'self'", "connect-src 'none'");

/**
 * Where forms of a service's own page may lead: to that service. A panel is given the token of the chart's forms, so a page could otherwise hold a
 * form that another service takes for one of its own; whoever presses its button would do there what this service may not.
 *
 * @param request - whose page is answered; an address in brackets cannot be named in a policy
 */
export function formsWithin(request: Request, linkBase: string): string {
  const { host } = new URL(request.url);
  return host.startsWith('[') ? "'self'" : `${host}${linkBase}/`;
}

/** Whose page it is. */
export type PageOwner = 'user-interface' | 'identity' | 'service';

/** What of a service's answer is passed on. A cookie, for one, would be set for the whole record. */
const passedOn = new Set([
  'allow',
  'cache-control',
  'content-disposition',
  'content-language',
  'content-type',
  'etag',
  'last-modified',
  'location',
  'retry-after',
]);

/**
 * Sets the Content-Security-Policy of a page: no inline script or style anywhere; script only from the assembly's user interface.
 * A policy that a service has set itself is replaced, what it says beside its page is reduced to what describes the page, and
 * nothing of it is taken for script. Nothing is stored on the way, but for declared files, which hold no data.
 *
 * @param forms - where its forms may lead, as a source of a policy
 */
export function withPagePolicy(
  response: Response,
  owner: PageOwner,
  kind: 'page' | 'file' = 'page',
  forms = "'self'",
): Response {
  const given = [...response.headers].filter(([name]) => owner !== 'service' || passedOn.has(name));
  const headers = new Headers(given);
  const policy = owner === 'user-interface' ? ownPage : servicePage;
  headers.set('content-security-policy', policy.replace("form-action 'self'", `form-action ${forms}`));
  // Compressed on the way, a page that is written bit by bit would come all at once.
  const asItIs = /no-transform/i.test(headers.get('cache-control') ?? '');
  if (kind === 'page') headers.set('cache-control', asItIs ? 'no-store, no-transform' : 'no-store');
  if (owner === 'service' && /script/i.test(headers.get('content-type') ?? '')) {
    headers.set('content-type', 'text/plain; charset=utf-8');
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
