import type { ParsedResource } from '@baseplate-epr/fhir';
import { badValue, malformed } from '../error/refusals.ts';
import type { PatchInput } from '../write/read-patch.ts';

/**
 * The patch in an entry: a FHIRPath Patch is a Parameters resource (R4 §3.1.0.6); a JSON Patch, which is no resource, comes as the
 * content of a Binary.
 *
 * @throws RecordError 400
 */
export function entryPatch(parsed: ParsedResource): PatchInput {
  const { resourceType, contentType, data } = parsed.resource;
  if (resourceType === 'Parameters') return { format: 'fhirpath-patch', text: parsed };
  if (resourceType !== 'Binary') {
    throw malformed('The resource of a PATCH is a Parameters resource, or a Binary that holds a JSON Patch.');
  }
  const [mediaType = ''] = typeof contentType === 'string' ? contentType.split(';', 1) : [];
  if (mediaType.trim().toLowerCase() !== 'application/json-patch+json' || typeof data !== 'string') {
    throw badValue('The Binary of a PATCH must hold a JSON Patch: contentType application/json-patch+json, and data.');
  }
  try {
    return { format: 'json-patch', text: decoder.decode(Buffer.from(data, 'base64')) };
  } catch {
    throw malformed('The data of the Binary is not UTF-8 text in base64.');
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });
