import type { Visit } from '../visit.ts';
import { isSameText } from './is-same-text.ts';

/** Largest form taken, in bytes. */
const formLimit = 1_000_000;

/** A submitted form, or why it is refused. */
export type FormReading =
  | { readonly outcome: 'form'; readonly form: URLSearchParams }
  | { readonly outcome: 'refused'; readonly reason: 'foreign' | 'token' | 'kind' | 'size' };

/**
 * Reads a submitted form, if it was sent by one of our own pages in this session: the browser says so (`Sec-Fetch-Site`, or else
 * `Origin`), and the form carries the session's token.
 */
export async function readForm(visit: Visit): Promise<FormReading> {
  const { request, url, shell } = visit;
  if (!isOwnOrigin(request, url)) return { outcome: 'refused', reason: 'foreign' };
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return { outcome: 'refused', reason: 'kind' };
  const text = await request.text();
  if (Buffer.byteLength(text) > formLimit) return { outcome: 'refused', reason: 'size' };
  const form = new URLSearchParams(text);
  const tokens = form.getAll('csrf');
  if (tokens.length !== 1 || !isSameText(tokens[0] ?? '', shell.csrfToken))
    return { outcome: 'refused', reason: 'token' };
  form.delete('csrf');
  return { outcome: 'form', form };
}

function isOwnOrigin(request: Request, url: URL): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  return origin === null ? false : origin === url.origin;
}
