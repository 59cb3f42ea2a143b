import type { ParsedResource } from '@baseplate-epr/fhir';
import { badValue } from '../error/refusals.ts';
import { plainText } from './plain-text.ts';

const written = /"reference"\s*:\s*("[A-Z][A-Za-z]*\?(?:[^"\\]|\\.)*")/g;

/** The conditional references (`Patient?identifier=…`) in a resource's text, as written, each as often as it stands there. */
export function conditionalReferencesIn(parsed: ParsedResource): readonly string[] {
  const text = plainText(parsed);
  if (!text.includes('?')) return [];
  return [...text.matchAll(written)].map(([, quoted = '""']) => JSON.parse(quoted) as string);
}

/**
 * Refuses conditional references outside a transaction, where R4 gives them no meaning (§3.1.0.11.2): kept as they are they would
 * point nowhere. In a Bundle or Parameters they are part of a message, and stay.
 *
 * @throws RecordError 400
 */
export function requireNoConditionalReferences(parsed: ParsedResource): void {
  const { resourceType } = parsed.resource;
  if (resourceType === 'Bundle' || resourceType === 'Parameters') return;
  if (conditionalReferencesIn(parsed).length === 0) return;
  throw badValue(
    'The resource holds a conditional reference, which has a meaning within a transaction only. Send it as one.',
  );
}
