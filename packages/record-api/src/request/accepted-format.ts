import { essence, type FhirFormat, formatOf, isOurVersion } from './media-type.ts';
import { requestError } from './request-error.ts';

const anything: ReadonlySet<string> = new Set(['*/*', 'application/*']);

/**
 * The format that the client wants its answer in, JSON where it has no preference; undefined if it takes none that is offered.
 * `_format` wins over `Accept` (R4 §3.1.0.1.11).
 */
export function acceptedFormat(request: Request, format: string | undefined): FhirFormat | undefined {
  if (format !== undefined) {
    // A `+` that the client did not escape has become a space; one may stand before a parameter, too.
    const wanted = format.replace(/(\w) (\w)/, '$1+$2');
    return isOurVersion(wanted) ? formatOf(essence(wanted)) : undefined;
  }
  const accept = request.headers.get('accept');
  if (accept === null || accept === '*/*' || accept === 'application/fhir+json' || accept.trim() === '') return 'json';
  return preferred(accept);
}

/** @throws RecordError 406 if the client takes no format that is offered */
export function requireAccepted(format: FhirFormat | undefined): FhirFormat {
  if (format !== undefined) return format;
  throw requestError(
    406,
    'not-supported',
    'JSON and XML of FHIR R4 are offered. Ask for application/fhir+json or application/fhir+xml in Accept or _format.',
  );
}

/** What names a format goes before what stands for any (RFC 9110 §12.5.1), so whoever takes anything but JSON gets XML. */
function preferred(accept: string): FhirFormat | undefined {
  const named: { json?: number; xml?: number } = {};
  let any = 0;
  // A browser asks for HTML first, for XML of whatever kind and for anything at last; it gets JSON.
  const isBrowser = accept.includes('text/html');
  for (const part of accept.split(',')) {
    const mediaType = essence(part);
    if (!isOurVersion(part)) continue;
    const quality = qualityOf(part);
    if (anything.has(mediaType)) any = Math.max(any, quality);
    const format = formatOf(mediaType);
    if (format === undefined || (format === 'xml' && isBrowser && mediaType !== 'application/fhir+xml')) continue;
    named[format] = Math.max(named[format] ?? 0, quality);
  }
  const { json = any, xml = any } = named;
  if (xml > json) return 'xml';
  return json > 0 ? 'json' : undefined;
}

/** RFC 9110 §12.4.2; what is no number counts as 1. */
function qualityOf(part: string): number {
  const given = /;\s*q=([0-9.]+)\s*(?:;|$)/i.exec(part)?.[1];
  const value = given === undefined ? 1 : Number(given);
  return Number.isNaN(value) ? 1 : value;
}
