import { requestError } from './request-error.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * The body as text.
 *
 * @throws RecordError 400 if it is empty or not UTF-8, 413 if it is larger than the limit
 */
export async function readBody(request: Request, limit: number): Promise<string> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > limit) throw tooLarge(limit);
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > limit) throw tooLarge(limit);
  if (bytes.byteLength === 0)
    throw requestError(400, 'required', 'The request has no body. Send the resource as application/fhir+json.');
  try {
    return decoder.decode(bytes);
  } catch {
    throw requestError(
      400,
      'structure',
      'The body is not UTF-8 text. Send the resource as application/fhir+json in UTF-8.',
    );
  }
}

function tooLarge(limit: number) {
  return requestError(413, 'too-long', `The body is larger than ${limit} bytes. Send less at once.`);
}
