import {
  isJsonObject,
  type JsonValue,
  keptTextLimits,
  parseResource,
  splitValue,
  unescapeValue,
} from '@baseplate-epr/fhir';
import { multipleMatches } from '../error/refusals.ts';
import type { SearchParameters } from '../session/search-types.ts';

/**
 * Refuses to take a resource for the one that a condition means by its identifier if the two differ in upper and lower case. A search
 * does not tell them apart, since one result too many is safer than one too few (R4 §3.1.1.4.9); but to write over somebody, or to file a
 * result under somebody, because of it would be wrong, and so would a second record of the same person.
 *
 * @param resource - the resource, or its text.
 * @throws RecordError 412
 */
export function requireSameCase(parameters: SearchParameters, resource: JsonValue | string): void {
  const asked = parameters.filter(([name]) => name === 'identifier').map(([, value]) => splitValue(value, ','));
  if (asked.length === 0) return;
  const parsed = typeof resource === 'string' ? parseResource(resource, keptTextLimits).resource : resource;
  const identifier = isJsonObject(parsed) ? parsed.identifier : undefined;
  const identifiers = Array.isArray(identifier) ? identifier : [identifier];
  const known = (one: string) => {
    const [first = '', second] = splitValue(one, '|').map(unescapeValue);
    const system = second === undefined ? undefined : first;
    const value = second ?? first;
    return value === '' || identifiers.some((found) => isIt(found, system, value));
  };
  if (asked.every((alternatives) => alternatives.some(known))) return;
  throw multipleMatches(
    'The condition matches a resource whose identifier differs in upper and lower case. Whether it is the one that is meant cannot be told, so nothing was done. Write the identifier as the record has it, or refer to the id.',
  );
}

function isIt(identifier: JsonValue | undefined, system: string | undefined, value: string): boolean {
  if (!isJsonObject(identifier) || identifier.value !== value) return false;
  return system === undefined || (identifier.system ?? '') === system;
}
