import { requestError } from './request-error.ts';

/** The media type of every FHIR answer: https://hl7.org/fhir/R4/http.html#mime-type */
export const fhirJson = 'application/fhir+json; charset=utf-8';

const jsonTypes = new Set(['application/fhir+json', 'application/json', 'text/json', 'json']);
const anything = new Set(['*/*', 'application/*']);

/** The media type without parameters, in lower case. */
export function essence(header: string): string {
  return (header.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** True for media types that mean FHIR JSON. */
export function isJson(mediaType: string): boolean {
  return jsonTypes.has(mediaType);
}

/**
 * Makes sure that the client takes JSON, the only format offered. `_format` wins over `Accept`.
 *
 * @throws RecordError 406
 */
export function requireJsonAccepted(request: Request, format: string | undefined): void {
  if (format !== undefined) {
    // A `+` that the client did not escape has become a space.
    if (isJson(essence(format.replace(' ', '+')))) return;
    throw notAcceptable();
  }
  const accept = request.headers.get('accept');
  if (accept === null || accept.trim() === '') return;
  const wanted = accept
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*(;|$)/.test(part))
    .map(essence);
  // A browser asks for HTML first and for anything at last; it gets JSON.
  if (!wanted.some((mediaType) => isJson(mediaType) || anything.has(mediaType))) throw notAcceptable();
}

/** @throws RecordError 415 */
export function requireJsonBody(request: Request): void {
  const header = request.headers.get('content-type');
  if (header === null || isJson(essence(header))) return;
  throw requestError(
    415,
    'not-supported',
    'The body is not JSON. Send it as application/fhir+json; XML and other formats are not offered.',
  );
}

function notAcceptable() {
  return requestError(
    406,
    'not-supported',
    'Only JSON is offered. Ask for application/fhir+json in Accept or _format.',
  );
}
