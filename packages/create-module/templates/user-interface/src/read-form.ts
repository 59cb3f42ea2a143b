import { createHash, timingSafeEqual } from 'node:crypto';
import { messagePage } from './page.ts';
import type { Visit } from './visit.ts';

/** Largest form taken, in UTF-16 code units. */
const limit = 1_000_000;

/**
 * Reads a form that one of our own pages sent in this session: the browser says so, and the form carries the session's token. Anything else is
 * refused, and the answer says why: without this, another site could send forms in the name of whoever is signed in.
 */
export async function readForm(visit: Visit): Promise<URLSearchParams | Response> {
  const { request, url, shell } = visit;
  const refuse = (status: number, words: string) => messagePage(visit, status, 'The form was not accepted', words);
  if (!isOwn(request, url)) return refuse(403, 'It did not come from a page of this record. Open the page here.');
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return refuse(415, 'It is no form of this record.');
  const text = await request.text();
  if (text.length > limit) return refuse(413, 'It is too large. Go back, and shorten what you typed.');
  const form = new URLSearchParams(text);
  const tokens = form.getAll('csrf');
  if (tokens.length !== 1 || !isSame(tokens[0] ?? '', shell.csrfToken))
    return refuse(403, 'It was made in another session. Open the page again, and fill in the form there.');
  form.delete('csrf');
  return form;
}

function isOwn({ headers }: Request, url: URL): boolean {
  const site = headers.get('sec-fetch-site');
  return site === null ? headers.get('origin') === url.origin : site === 'same-origin';
}

/** Compares secrets in a time that tells nothing about where they differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
