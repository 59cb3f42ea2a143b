import type { PatchSource } from '@baseplate-epr/record';
import { essence, formatOf } from './media-type.ts';
import { readBody, readText } from './read-body.ts';
import { requestError } from './request-error.ts';

/** Media types of patches, as `Accept-Patch` (RFC 5789 §3.1) and `CapabilityStatement.patchFormat` list them. */
export const patchTypes: readonly string[] = [
  'application/json-patch+json',
  'application/fhir+json',
  'application/fhir+xml',
];

/**
 * The patch in the body, in one of the formats of R4 §3.1.0.6 that are offered.
 *
 * @throws RecordError 400, 413, 415
 */
export async function readPatchBody(request: Request, limit: number): Promise<PatchSource> {
  const mediaType = essence(request.headers.get('content-type') ?? '');
  if (mediaType === 'application/json-patch+json') {
    return { format: 'json-patch', text: await readText(request, limit) };
  }
  if (formatOf(mediaType) !== undefined) return { format: 'fhirpath-patch', text: await readBody(request, limit) };
  throw requestError(
    415,
    'not-supported',
    'A patch is a JSON Patch, sent as application/json-patch+json, or a FHIRPath Patch, sent as application/fhir+json.',
  );
}
