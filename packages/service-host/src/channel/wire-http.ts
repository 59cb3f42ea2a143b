import type { Channel } from './channel.ts';

/** A request as it goes through a channel. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Number of the stream that is lent for it. */
  readonly body?: number;
}

/** A response as it goes through a channel. */
export interface WireResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: number;
}

/** Longest headers taken together, in UTF-16 code units. */
const headersLimit = 32 * 1024;

/** Lends the body; the rest is copied. */
export function toWireRequest(request: Request, url: string, { streams }: Channel): WireRequest {
  const { method, headers, body } = request;
  return { url, method, headers: [...headers], ...(body === null ? {} : { body: streams.lend(body) }) };
}

/** @throws Error for what is no request */
export function fromWireRequest(
  value: unknown,
  { streams }: Channel,
  limit: number,
): { url: string; init: RequestInit } {
  const { url, method, headers, body } = fields(value);
  if (typeof url !== 'string' || typeof method !== 'string') throw new Error('That is no request.');
  const init = { method, headers: headersOf(headers) };
  if (!isId(body)) return { url, init };
  return { url, init: { ...init, body: streams.borrow(body, limit), duplex: 'half' } };
}

/** Lends the body; the rest is copied. */
export function toWireResponse(
  { status, headers, body }: Response,
  { streams }: Channel,
  limit = Infinity,
): WireResponse {
  return { status, headers: [...headers], ...(body === null ? {} : { body: streams.lend(body, limit) }) };
}

/** @throws Error for what is no response */
export function fromWireResponse(value: unknown, { streams }: Channel, limit: number): Response {
  const { status, headers, body } = fields(value);
  if (typeof status !== 'number') throw new Error('That is no response.');
  const init = { status, headers: headersOf(headers) };
  if (!isId(body)) return new Response(null, init);
  const stream = streams.borrow(body, limit);
  try {
    return new Response(stream, init);
  } catch (error) {
    // A status that has no body, for one: nobody will ever read it.
    streams.giveUp(body, new Error('That is no response.'));
    throw error;
  }
}

/** The number of the stream that an answer lends. */
export function lentBody(value: unknown): number | undefined {
  const { body } = fields(value);
  return isId(body) ? body : undefined;
}

function headersOf(value: unknown): Headers {
  if (!Array.isArray(value)) throw new Error('Those are no headers.');
  const headers = new Headers();
  let length = 0;
  for (const pair of value as readonly unknown[]) {
    const [name, text] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    if (typeof name !== 'string' || typeof text !== 'string') throw new Error('Those are no headers.');
    length += name.length + text.length;
    if (length > headersLimit) throw new Error('The headers are too long.');
    headers.append(name, text);
  }
  return headers;
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** The members of whatever came. */
export function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
