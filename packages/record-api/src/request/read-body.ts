import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import { isBaseplateError } from '@baseplate-epr/contracts';
import { jsonFromXmlWithPauses } from '@baseplate-epr/fhir';
import type { RecordError } from '@baseplate-epr/record';
import { bodyFormat, type FhirFormat } from './media-type.ts';
import { requestError } from './request-error.ts';

// A byte order mark is taken off: RFC 8259 lets a reader ignore it.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * The resource in the body as JSON text, whatever format it comes in.
 *
 * @throws RecordError 400 if it is empty, not UTF-8 or not XML, 413 if it has more bytes than the limit, 415 for another format
 */
export async function readBody(request: Request, limit: number): Promise<string> {
  const format = bodyFormat(request);
  const text = await readText(request, limit);
  if (text !== '') return jsonText(text, format);
  throw noBody();
}

/**
 * The resource in the body as JSON text, empty if there is none.
 *
 * @throws RecordError as {@link readBody}
 */
export async function readOptionalBody(request: Request, limit: number): Promise<string> {
  const text = await readText(request, limit);
  return text === '' ? '' : await jsonText(text, bodyFormat(request));
}

/**
 * The Bundle in the body: as bytes in UTF-8 where it comes as JSON, since it is taken apart entry by entry.
 *
 * @throws RecordError as {@link readBody}
 */
export async function readBundleBody(request: Request, limit: number): Promise<string | Uint8Array> {
  if (bodyFormat(request) !== 'json') return readBody(request, limit);
  const bytes = await readBytes(request, limit);
  if (!isUtf8(bytes)) throw notUtf8();
  // Nothing, or nothing but a byte order mark.
  if (bytes.byteLength <= 3 && decoder.decode(bytes) === '') throw noBody();
  return bytes;
}

async function jsonText(text: string, format: FhirFormat): Promise<string> {
  if (format === 'json') return text;
  try {
    return await jsonFromXmlWithPauses(text, setImmediate);
  } catch (error) {
    if (!isBaseplateError(error)) throw error;
    throw error.code === 'limit-exceeded'
      ? requestError(413, 'too-long', error.message)
      : requestError(400, 'structure', error.message);
  }
}

/**
 * The body as text, empty if there is none.
 *
 * @throws RecordError 400 if it is not UTF-8 or was cut off, 413 if it has more bytes than the limit
 */
export async function readText(request: Request, limit: number): Promise<string> {
  const bytes = await readBytes(request, limit);
  try {
    return decoder.decode(bytes);
  } catch {
    throw notUtf8();
  }
}

/**
 * The body as it was sent.
 *
 * @throws RecordError 400 if it was cut off, 413 if it has more bytes than the limit, 415 if it is compressed
 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  requireUnencoded(request);
  const announced = request.headers.get('content-length');
  if (Number(announced ?? 0) > limit) {
    await discard(request);
    throw tooLarge(limit);
  }
  const bytes = await arrive(announced === null ? readStream(request, limit) : request.arrayBuffer());
  if (bytes.byteLength > limit) throw tooLarge(limit);
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
}

/**
 * R4 offers no compressed bodies, so none is taken: what unfolds could be of any size.
 *
 * @throws RecordError 415
 */
export function requireUnencoded(request: Request): void {
  const encoding = request.headers.get('content-encoding');
  if (encoding === null || /^(identity)?$/i.test(encoding.trim())) return;
  throw requestError(415, 'not-supported', 'The body has a Content-Encoding. Send it as it is, without compression.');
}

/**
 * Lets a body that is too large arrive and forgets it, as far as the host takes it: a connection that is closed while the client still
 * sends would take the answer with it.
 */
async function discard({ body }: Request): Promise<void> {
  try {
    for await (const _chunk of body ?? []);
  } catch {
    // It is refused in any case; if it was cut off, nobody is there to be told.
  }
}

/** Where no length is announced, reading ends as soon as there is too much. */
async function readStream(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

async function arrive(body: Promise<ArrayBuffer | Uint8Array>): Promise<ArrayBuffer | Uint8Array> {
  try {
    return await body;
  } catch (error) {
    // The host bounds bodies as well, and leaves the words to us.
    if (isBaseplateError(error) && error.code === 'limit-exceeded') throw requestError(413, 'too-long', error.message);
    // Whatever else goes wrong while a body arrives is the connection's doing.
    throw cutOff(error);
  }
}

/** 400 for a body that ended too early. */
export function cutOff(cause: unknown): RecordError {
  const said = 'The body ended before it was whole. Nothing was done; send it again.';
  return requestError(400, 'incomplete', said, cause);
}

function notUtf8() {
  return requestError(400, 'structure', 'The body is not UTF-8 text. Send it in UTF-8.');
}

function noBody() {
  return requestError(400, 'required', 'The request has no body. Send the resource as application/fhir+json.');
}

function tooLarge(limit: number) {
  return requestError(413, 'too-long', `The body is larger than ${limit} bytes. Send less at once.`);
}
