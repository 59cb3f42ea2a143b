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
 * Makes sure that the client takes JSON of R4, the only format offered. `_format` wins over `Accept`.
 *
 * @throws RecordError 406
 */
export function requireJsonAccepted(request: Request, format: string | undefined): void {
  if (format !== undefined) {
    // A `+` that the client did not escape has become a space.
    const wanted = format.replace(' ', '+');
    if (isJson(essence(wanted)) && isOurVersion(wanted)) return;
    throw notAcceptable();
  }
  const accept = request.headers.get('accept');
  if (accept === null || accept === '*/*' || accept.trim() === '') return;
  // A browser asks for HTML first and for anything at last; it gets JSON.
  const taken = accept.split(',').some((part) => {
    const mediaType = essence(part);
    return (isJson(mediaType) || anything.has(mediaType)) && !isRefused(part) && isOurVersion(part);
  });
  if (!taken) throw notAcceptable();
}

/** @throws RecordError 415 for a body that is not JSON of R4 in UTF-8 */
export function requireJsonBody(request: Request): void {
  const header = request.headers.get('content-type');
  if (header === null) return;
  if (isJson(essence(header)) && isOurVersion(header) && isUtf8(header)) return;
  throw requestError(
    415,
    'not-supported',
    'The body is not FHIR R4 as JSON in UTF-8. Send it as application/fhir+json; XML and other formats are not offered.',
  );
}

/** R4 §3.1.0.1.12: the client may name the version of FHIR it speaks. */
function isOurVersion(header: string): boolean {
  const version = /;\s*fhirVersion\s*=\s*"?([^\s;"]*)"?/i.exec(header)?.[1];
  return version === undefined || version === '4.0' || version === '4.0.1';
}

function isUtf8(header: string): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)"?/i.exec(header)?.[1];
  return charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset);
}

function isRefused(part: string): boolean {
  return /;\s*q=0(\.0*)?\s*(;|$)/.test(part);
}

function notAcceptable() {
  return requestError(
    406,
    'not-supported',
    'Only JSON of FHIR R4 is offered. Ask for application/fhir+json in Accept or _format.',
  );
}
