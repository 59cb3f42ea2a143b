import { type ParsedResource, parseReference } from '@baseplate-epr/fhir';
import { badValue } from '../error/refusals.ts';
import { plainText } from './plain-text.ts';

const written = /"reference"\s*:\s*("(?:[^"\\]|\\.)*")/g;

/**
 * Refuses a reference below this record's own address that leads to no resource, such as `BASE/Patient?identifier=…` (a condition has a
 * meaning as `Patient?…` alone, R4 §3.1.0.11.2) or `BASE//Patient/1`. Kept as it is, a result would belong to no patient whom anybody
 * could find. In a Bundle or Parameters references are part of a message, and stay.
 *
 * @throws RecordError 400
 */
export function requireOwnReferences(parsed: ParsedResource, baseUrl: string): void {
  const { resourceType } = parsed.resource;
  if (resourceType === 'Bundle' || resourceType === 'Parameters') return;
  const below = `${baseUrl.replace(/\/+$/, '')}/`;
  const text = plainText(parsed);
  // Some write every slash with an escape.
  if (!text.includes(below) && !text.includes(below.replaceAll('/', '\\/'))) return;
  for (const [, quoted = '""'] of text.matchAll(written)) {
    const reference: string = JSON.parse(quoted);
    if (!reference.startsWith(below) || parseReference(reference, baseUrl)?.kind === 'resource') continue;
    throw badValue(
      'A reference begins with the address of this record and leads to no resource, so it would point nowhere. Write it as Type/id; in a transaction a condition is written as Type?…, without the address.',
    );
  }
}
