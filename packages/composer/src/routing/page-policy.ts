const ownPage =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const servicePage = ownPage
  .replace("script-src 'self'", "script-src 'none'")
  .replace("connect-src 'self'", "connect-src 'none'");

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
 */
export function withPagePolicy(response: Response, owner: PageOwner, kind: 'page' | 'file' = 'page'): Response {
  const given = [...response.headers].filter(([name]) => owner !== 'service' || passedOn.has(name));
  const headers = new Headers(given);
  headers.set('content-security-policy', owner === 'user-interface' ? ownPage : servicePage);
  if (kind === 'page') headers.set('cache-control', 'no-store');
  if (owner === 'service' && /script/i.test(headers.get('content-type') ?? '')) {
    headers.set('content-type', 'text/plain; charset=utf-8');
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
