import { requestError } from './request-error.ts';

/** A format of FHIR that is offered: https://hl7.org/fhir/R4/http.html#mime-type */
export type FhirFormat = 'json' | 'xml';

/** The media type of answers in each format. */
export const mediaTypes: Readonly<Record<FhirFormat, string>> = {
  json: 'application/fhir+json; charset=utf-8',
  xml: 'application/fhir+xml; charset=utf-8',
};

const formats: ReadonlyMap<string, FhirFormat> = new Map([
  ['application/fhir+json', 'json'],
  ['application/json', 'json'],
  ['text/json', 'json'],
  ['json', 'json'],
  ['application/fhir+xml', 'xml'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
  ['xml', 'xml'],
]);

/** The media type without parameters, in lower case. */
export function essence(header: string): string {
  return (header.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** The format of FHIR that a media type means; undefined if it is none that is offered. */
export function formatOf(mediaType: string): FhirFormat | undefined {
  return formats.get(mediaType);
}

/**
 * The format of the resource in the body; JSON if nothing is said.
 *
 * @throws RecordError 415 for a body that is not R4 in UTF-8, in a format that is offered
 */
export function bodyFormat(request: Request): FhirFormat {
  const header = request.headers.get('content-type');
  if (header === null) return 'json';
  const format = formatOf(essence(header));
  if (format !== undefined && isOurVersion(header) && isUtf8(header)) return format;
  throw requestError(
    415,
    'not-supported',
    'The body is not FHIR R4 as JSON or XML in UTF-8. Send it as application/fhir+json or application/fhir+xml.',
  );
}

/** R4 §3.1.0.1.12: the client may name the version of FHIR it speaks. */
export function isOurVersion(header: string): boolean {
  const version = /;\s*fhirVersion\s*=\s*"?([^\s;"]*)"?/i.exec(header)?.[1];
  return version === undefined || version === '4.0' || version === '4.0.1';
}

function isUtf8(header: string): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)"?/i.exec(header)?.[1];
  return charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset);
}
