import { type JsonObject, structureOf } from '@baseplate-epr/fhir';
import type { Keep } from './shape-resource.ts';

/**
 * Keeps elements of the resource by name. What R4 makes mandatory is kept as well, and so is what changes the meaning of the
 * rest (modifiers): without `AllergyIntolerance.verificationStatus` a refuted allergy would look like one.
 */
export function keepElements(resource: JsonObject, names: ReadonlySet<string>): Keep {
  const structure = structureOf(String(resource.resourceType));
  return (key, depth) => {
    if (depth > 0 || key === 'resourceType' || key === 'id' || key === 'meta') return true;
    const plain = key.startsWith('_') ? key.slice(1) : key;
    const element = structure?.keys.get(plain)?.element;
    if (element === undefined) return names.has(plain);
    if (element.min > 0 || element.isModifier) return true;
    return names.has(element.name) || names.has(plain) || names.has(`${element.name}[x]`);
  };
}
