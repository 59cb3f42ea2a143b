import { createHash } from 'node:crypto';
import {
  entryResource,
  isFhirId,
  isJsonObject,
  type JsonObject,
  type ParsedResource,
  rewriteResource,
  uuidOfUrn,
} from '@baseplate-epr/fhir';
import type { UnitEntry } from './import-unit.ts';

/** Makes the transaction entry that writes one resource under a known id, so that sending it twice cannot make two. */
export function resourceEntry(
  parsed: ParsedResource,
  { fullUrl, place, fallbackId }: { readonly fullUrl?: string; readonly place: string; readonly fallbackId: string },
): UnitEntry {
  const type = String(parsed.resource.resourceType);
  const own = parsed.resource.id;
  const id =
    typeof own === 'string' && isFhirId(own)
      ? own
      : ((fullUrl === undefined ? undefined : uuidOfUrn(fullUrl)) ?? fallbackId);
  const { text } = own === id ? parsed : rewriteResource(parsed, { id });
  const url = `${type}/${id}`;
  const full = fullUrl === undefined ? '' : `"fullUrl":${JSON.stringify(fullUrl)},`;
  return {
    text: `{${full}"resource":${text},"request":{"method":"PUT","url":${JSON.stringify(url)}}}`,
    target: url,
    place,
  };
}

/**
 * The entries of a Bundle as entries of an import. A POST becomes a PUT under the id the entry already has (or one made from the
 * content), so that a resumed import cannot write twice; conditional creates, updates and deletions stay what they are.
 */
export function bundleEntries(bundle: ParsedResource): readonly UnitEntry[] {
  const entries = Array.isArray(bundle.resource.entry) ? bundle.resource.entry : [];
  const seed = createHash('sha256').update(bundle.text).digest('hex');
  return entries.map((entry, index) => {
    const place = `entry ${index}`;
    const parsed = entryResource(bundle, index);
    const given: JsonObject = isJsonObject(entry) ? entry : {};
    const request = isJsonObject(given.request) ? given.request : undefined;
    if (request !== undefined && (request.method !== 'POST' || request.ifNoneExist !== undefined))
      return verbatim(given, parsed, place);
    if (parsed === undefined) return verbatim(given, parsed, place);
    const fullUrl = typeof given.fullUrl === 'string' ? given.fullUrl : undefined;
    return resourceEntry(parsed, {
      ...(fullUrl === undefined ? {} : { fullUrl }),
      place,
      fallbackId: idFrom(`${seed} ${index}`),
    });
  });
}

/** A UUID made from text, always the same for the same text. */
export function idFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  // Version 8, "custom", of RFC 9562 §5.8.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function verbatim(given: JsonObject, parsed: ParsedResource | undefined, place: string): UnitEntry {
  const members = [
    ...(given.fullUrl === undefined ? [] : [`"fullUrl":${JSON.stringify(given.fullUrl)}`]),
    ...(parsed === undefined ? [] : [`"resource":${parsed.text}`]),
    ...(given.request === undefined ? [] : [`"request":${JSON.stringify(given.request)}`]),
  ];
  const { method, url } = isJsonObject(given.request) ? given.request : {};
  const known = method === 'PUT' && typeof url === 'string' && /^[A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.test(url);
  return { text: `{${members.join(',')}}`, place, ...(known ? { target: url } : {}) };
}
