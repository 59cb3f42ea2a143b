import { promisify } from 'node:util';
import { constants, deflate, gzip } from 'node:zlib';

/** A coding of RFC 9110 §8.4.1 that answers may have. */
export type Encoding = 'gzip' | 'deflate';

const compressors = { gzip: promisify(gzip), deflate: promisify(deflate) };
// The fastest: a thread is held the shortest, and the names that FHIR repeats are found at any level.
const level = { level: constants.Z_BEST_SPEED };

const compressible = /^\s*(text\/(?!event-stream)|application\/(json|xml|javascript)|[^;\s]+\+(json|xml))/i;
const noTransform = /(^|,)\s*no-transform\s*(,|$)/i;

/** The encoding that the client's `Accept-Encoding` allows, gzip before deflate; `undefined` for none. */
export function acceptedEncoding(header: string | readonly string[] | undefined): Encoding | undefined {
  if (header === undefined || header === 'identity') return undefined;
  const codings = String(header)
    .split(',')
    .filter((coding) => !/;\s*q=0(\.0*)?\s*$/.test(coding))
    .map((coding) => (coding.split(';', 1)[0] ?? '').trim().toLowerCase());
  if (codings.includes('gzip') || codings.includes('*')) return 'gzip';
  return codings.includes('deflate') ? 'deflate' : undefined;
}

/**
 * Compresses an answer of text, if it is not known to be shorter than `from` bytes. One of known length is compressed whole, in a thread of
 * its own; another as it comes.
 */
export async function compressAnswer(response: Response, encoding: Encoding, from: number): Promise<Response> {
  const { status, headers: given } = response;
  const length = given.get('content-length');
  if (length !== null && Number(length) < from) return response;
  if (status === 206 || given.has('content-encoding') || !compressible.test(given.get('content-type') ?? ''))
    return response;
  if (noTransform.test(given.get('cache-control') ?? '') || response.body === null) return response;
  const headers = new Headers(given);
  headers.delete('content-length');
  headers.set('content-encoding', encoding);
  // The bytes are not the ones that a strong tag stands for.
  const tag = given.get('etag');
  if (tag?.startsWith('"')) headers.set('etag', `W/${tag}`);
  if (length === null)
    return new Response(response.body.pipeThrough(new CompressionStream(encoding)), { status, headers });
  const body = await compressors[encoding](new Uint8Array(await response.arrayBuffer()), level);
  headers.set('content-length', String(body.byteLength));
  return new Response(body, { status, headers });
}
