import { timingSafeEqual } from 'node:crypto';
import type { OwnPage } from '@baseplate-epr/contracts';
import { sameOrigin } from './same-origin.ts';

/** Name of the hidden field that carries the token. */
const field = 'csrf';
/** Largest form taken, in bytes. */
const formLimit = 200_000;

/** Why a form is refused, in a sentence. */
export type FormRefusal = { readonly outcome: 'refused'; readonly status: 403 | 413 | 415; readonly reason: string };

/** What a page below `/services/<name>` is told, so that its links and forms lead back to it. */
export function ownPage(service: string, token: string): OwnPage {
  return { linkBase: `/services/${service}`, formFields: [{ name: field, value: token }] };
}

/**
 * Reads a form that was posted to a service's own page, if a page of this service in this session has made it: the browser says that it comes from
 * this origin (`Sec-Fetch-Site`, or else `Origin`), and it carries the token that only such a page was given.
 */
export async function readOwnForm(
  request: Request,
  token: string,
): Promise<FormRefusal | { readonly outcome: 'form'; readonly form: URLSearchParams }> {
  if (!sameOrigin(request)) return refused(403, 'It was sent from a page of another site.');
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return refused(415, 'It is not in the form that pages send.');
  const text = await request.text();
  if (Buffer.byteLength(text) > formLimit) return refused(413, 'It is longer than any form here.');
  const form = new URLSearchParams(text);
  const tokens = form.getAll(field);
  if (tokens.length !== 1 || !isSame(tokens[0] ?? '', token))
    return refused(403, 'It was not made by this page in your session, or the session has changed since.');
  form.delete(field);
  return { outcome: 'form', form };
}

/**
 * An answer of a service: where it leads lies within the service, whatever it says. Anywhere else could be told in the address what its pages
 * know of a patient.
 */
export function withinService(response: Response, { linkBase }: OwnPage): Response {
  const location = response.headers.get('location');
  if (location === null) return response;
  const inside = URL.parse(location, 'http://service.invalid');
  const own = inside?.hostname === 'service.invalid' ? inside.pathname + inside.search + inside.hash : '/';
  const headers = new Headers(response.headers);
  headers.set('location', linkBase + own);
  return new Response(response.body, { status: response.status, headers });
}

/** Takes the same time wherever they differ. */
function isSame(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function refused(status: FormRefusal['status'], reason: string): FormRefusal {
  return { outcome: 'refused', status, reason };
}
