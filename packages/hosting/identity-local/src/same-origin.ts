/**
 * True if a form was sent by a page of this very origin. Browsers tell by `Sec-Fetch-Site`, which no page can forge; older ones by
 * `Origin` alone. Under `Referrer-Policy: no-referrer` a form's `Origin` is the word `null`, even when it is sent to where it came from.
 *
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  const own = origin === new URL(request.url).origin;
  return site === null ? own : site === 'same-origin' && (own || origin === null || origin === 'null');
}

/** A path on this origin to go to after sign-in; anything else becomes the front page. */
export function safeReturnPath(given: string | null): string {
  if (given === null || !/^\/(?![/\\])/.test(given)) return '/';
  const resolved = new URL(given, 'http://baseplate.invalid');
  // Dots are resolved by now, and what they leave may begin with two slashes: the name of another host.
  const own = resolved.origin === 'http://baseplate.invalid' && !resolved.pathname.startsWith('//');
  return own ? resolved.pathname + resolved.search : '/';
}
