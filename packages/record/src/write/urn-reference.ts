import type { ParsedResource } from '@baseplate-epr/fhir';
import { badValue } from '../error/refusals.ts';
import { plainText } from './plain-text.ts';

const written = /"reference"\s*:\s*"(urn:uuid:[^"\\]*)"/gi;

/**
 * Refuses a new resource that refers to something by `urn:uuid:`, unless that is an entry of the same transaction (R4 §2.36.4.1). Such a
 * name is given for the length of a Bundle: kept as it is, a result would belong to no patient whom anybody could find. What is put
 * under an id of its own may be a copy of what another record holds, and keeps its references. In a Bundle or Parameters they are
 * part of a message, and stay.
 *
 * @throws RecordError 400
 */
export function requireKnownUrns(parsed: ParsedResource, isEntry: (urn: string) => boolean = () => false): void {
  const { resourceType } = parsed.resource;
  const text = plainText(parsed);
  // Names of URNs are the same in capitals (RFC 8141 §3.1).
  if (!/"urn:uuid:/i.test(text) || resourceType === 'Bundle' || resourceType === 'Parameters') return;
  for (const [, urn = ''] of text.matchAll(written)) {
    if (isEntry(urn)) continue;
    throw badValue(
      'The resource refers to a urn:uuid: that is the fullUrl of no entry of the same transaction, so the reference would point nowhere. Send both in one transaction, or refer to Type/id.',
    );
  }
}
