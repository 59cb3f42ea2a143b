import type { ParsedResource } from '@baseplate-epr/fhir';
import type { RecordIssue } from '../error/record-issue.ts';
import { badValue } from '../error/refusals.ts';
import { plainText } from './plain-text.ts';

const written = /"reference"\s*:\s*"(urn:uuid:[^"\\]*)"/gi;

/**
 * Refuses a new resource in a batch or transaction that refers to something by `urn:uuid:`, unless that is an entry of the same
 * transaction (R4 §2.36.4.1). Such a name is given for the length of a Bundle: kept as it is, a result would belong to no patient whom
 * anybody could find. What is put under an id of its own may be a copy of what another record holds, and keeps its references.
 *
 * @throws RecordError 400
 */
export function requireKnownUrns(parsed: ParsedResource, isEntry: (urn: string) => boolean = () => false): void {
  for (const urn of urnsIn(parsed)) {
    if (isEntry(urn)) continue;
    throw badValue(
      'The resource refers to a urn:uuid: that is the fullUrl of no entry of the same transaction, so the reference would point nowhere. Send both in one transaction, or refer to Type/id.',
    );
  }
}

/**
 * Warns of a resource that comes alone and refers to something by `urn:uuid:`. R4 allows such a reference (datatypes, Reference.reference)
 * and examples of UK Core have them, so it is kept as it was sent; nothing here is found by it.
 */
export function urnIssues(parsed: ParsedResource): readonly RecordIssue[] {
  return urnsIn(parsed).length === 0 ? [] : [{ severity: 'warning', code: 'not-found', diagnostics: nowhere }];
}

/** In a Bundle or Parameters references are part of a message, and are not looked at. */
function urnsIn(parsed: ParsedResource): readonly string[] {
  const { resourceType } = parsed.resource;
  const text = plainText(parsed);
  // Names of URNs are the same in capitals (RFC 8141 §3.1).
  if (!/"urn:uuid:/i.test(text) || resourceType === 'Bundle' || resourceType === 'Parameters') return [];
  return [...text.matchAll(written)].map(([, urn = '']) => urn);
}

const nowhere =
  'The resource refers to a urn:uuid:, which names nothing in this record: it is in the record of no patient named so, and is not found through it. Send both in one transaction, or refer to Type/id.';
