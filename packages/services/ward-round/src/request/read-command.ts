import { createHash, timingSafeEqual } from 'node:crypto';
import type { Visit } from '../visit.ts';
import { type Refusal, refuse } from './answers.ts';

/** Largest command taken, in bytes. */
const limit = 1_000_000;

/** Name of the header that carries the session's token. */
export const tokenHeader = 'baseplate-csrf';

/** Something that the browser's part asks to be done, or the answer that refuses it. */
export type CommandReading =
  | { readonly outcome: 'command'; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly outcome: 'refused'; readonly answer: Response };

/**
 * Reads a command: JSON that was sent by our own page in this session. The browser says so (`Sec-Fetch-Site`, or else `Origin`), and
 * the session's token is in a header, which no form of another site can set.
 */
export async function readCommand(visit: Visit): Promise<CommandReading> {
  const { request, url, shell } = visit;
  if (!isOwnOrigin(request, url))
    return refused(visit, 'foreign', 403, 'This did not come from a page of this record, so nothing was done.');
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refused(visit, 'kind', 415, 'What was sent is no JSON. Nothing was done.');
  if (!isSameText(request.headers.get(tokenHeader) ?? '', shell.csrfToken)) {
    const words = 'This was made in another session, perhaps before you signed in again. Nothing was saved.';
    return refused(visit, 'token', 403, words);
  }
  const text = await request.text();
  if (Buffer.byteLength(text) > limit)
    return refused(visit, 'size', 413, 'What was sent is too large. Nothing was saved. Shorten it.');
  const fields = parse(text);
  if (fields === undefined)
    return refused(visit, 'unreadable', 400, 'What was sent could not be read. Nothing was saved.');
  return { outcome: 'command', fields };
}

function refused(visit: Visit, reason: Refusal['refused'], status: number, message: string): CommandReading {
  visit.logger.warn('a command was refused', { requestId: visit.context.requestId, reason });
  return { outcome: 'refused', answer: refuse(reason, status, message) };
}

function isOwnOrigin(request: Request, url: URL): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  return origin !== null && origin === url.origin;
}

/** Takes a time that tells nothing about where the two differ, nor how long they are. */
function isSameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
