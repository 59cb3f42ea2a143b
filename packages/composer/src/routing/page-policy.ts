const ownPage =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const servicePage = ownPage
  .replace("script-src 'self'", "script-src 'none'")
  .replace("connect-src 'self'", "connect-src 'none'");

/**
 * Sets the Content-Security-Policy of a page: no inline script or style anywhere; script only from the assembly's user interface.
 * A policy that a service has set itself is replaced.
 */
export function withPagePolicy(response: Response, page: 'user-interface' | 'service'): Response {
  const headers = new Headers(response.headers);
  headers.set('content-security-policy', page === 'user-interface' ? ownPage : servicePage);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
