/** True if a form was sent by a page of this very origin; a browser always tells by `Origin` or `Sec-Fetch-Site`. */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = request.headers.get('origin');
  return origin === null ? site === 'same-origin' : origin === new URL(request.url).origin;
}

/** A path on this origin to go to after sign-in; anything else becomes the front page. */
export function safeReturnPath(given: string | null): string {
  if (given === null || !/^\/(?![/\\])/.test(given)) return '/';
  const resolved = new URL(given, 'http://baseplate.invalid');
  return resolved.origin === 'http://baseplate.invalid' ? resolved.pathname + resolved.search : '/';
}
