import type { PutBinaryOptions } from '@baseplate-epr/record';
import { requireKnownConditions } from '../request/conditions.ts';
import { ifMatchOf, isKnown } from '../request/entity-tag.ts';
import { essence, formatOf } from '../request/media-type.ts';
import { cutOff, requireUnencoded } from '../request/read-body.ts';
import { requestError } from '../request/request-error.ts';
import type { Answer } from '../response/respond.ts';
import { versionHeaders, writeAnswer, writeForm } from '../response/version-answer.ts';
import { isPartial, type ResourceShape } from '../shape/resource-shape.ts';
import type { Interaction } from './interaction.ts';

/**
 * True if this request about a Binary carries or wants its bytes rather than its resource: the resource is given only to who
 * names a FHIR format (R4 §2.44.3).
 */
export function isRawBinary(request: Request, format: string | undefined): boolean {
  if (request.method === 'POST' || request.method === 'PUT') {
    const header = request.headers.get('content-type');
    return header !== null && !isResource(essence(header));
  }
  if (format !== undefined) return false;
  const accept = request.headers.get('accept') ?? '';
  return !accept.split(',').some((part) => isResource(essence(part)));
}

/** XML of any kind may be a document; only FHIR's own type means the resource. */
function isResource(mediaType: string): boolean {
  return formatOf(mediaType) === 'json' || mediaType === 'application/fhir+xml';
}

/** Who has just sent the bytes does not get them back, and what is answered says that it is not the whole resource. */
const withoutData: ResourceShape = { elements: ['contentType', 'securityContext'] };

/** Keeps the bytes of the body as a Binary. */
export async function putRawBinary(interaction: Interaction, id: string | undefined): Promise<Answer> {
  const { request, session } = interaction;
  const form = writeForm(interaction);
  requireUnencoded(request);
  if (request.body === null) throw requestError(400, 'required', 'The request has no body. Send the bytes to keep.');
  if (request.headers.has('if-none-exist') || request.headers.has('if-none-match')) {
    throw requestError(
      400,
      'not-supported',
      'Bytes cannot be kept conditionally. Send a Binary resource as JSON instead.',
    );
  }
  requireKnownConditions(request, { onlyNew: false });
  const ifMatch = ifMatchOf(request);
  const securityContext = request.headers.get('x-security-context');
  const options: PutBinaryOptions = {
    contentType: request.headers.get('content-type') ?? 'application/octet-stream',
    content: request.body,
    ...(id === undefined ? {} : { id }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(securityContext === null ? {} : { securityContext }),
  };
  try {
    const result = await session.putBinary(options);
    return writeAnswer(result, isPartial(form.shape) ? form : { ...form, shape: withoutData });
  } catch (error) {
    throw isCutOff(error) ? cutOff(error) : error;
  }
}

/** True if the client's connection broke while the bytes were arriving. Stores put their own errors in other words. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

/**
 * The bytes of a Binary with the media type they were given. Served so that no browser runs or frames them: they may be
 * anybody's HTML.
 */
export async function readRawBinary(
  { request, session }: Interaction,
  requestId: string,
  target: { readonly id: string; readonly versionId?: string },
): Promise<Response> {
  const { content, contentType, size, securityContext, ...version } = await session.readBinary(target);
  const headers = {
    'content-type': contentType,
    'content-length': String(size),
    'cache-control': 'no-store',
    'content-disposition': 'attachment',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-request-id': requestId,
    ...(securityContext !== undefined && /^[\x21-\x7e]+$/.test(securityContext)
      ? { 'x-security-context': securityContext }
      : {}),
    ...versionHeaders(version),
  };
  const known = isKnown(request, version, target.versionId);
  if (request.method !== 'HEAD' && !known) return new Response(content, { headers });
  await content.cancel();
  return new Response(null, { status: known ? 304 : 200, headers });
}
