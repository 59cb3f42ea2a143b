import { type JsonObject, resourceTypes, structureOf } from '@baseplate-epr/fhir';
import type { Keep } from './shape-resource.ts';

/**
 * Keeps elements of the resource by name. What R4 makes mandatory is kept as well, and so is what changes the meaning of the
 * rest (modifiers): without `AllergyIntolerance.verificationStatus` a refuted allergy would look like one.
 *
 * R4 names elements of the resource itself. Of a path (`name.family`, `Patient.name`) the whole element is kept: more than was asked
 * for, which R4 allows, rather than a patient without a name.
 */
export function keepElements(resource: JsonObject, elements: readonly string[]): Keep {
  const type = String(resource.resourceType);
  const structure = structureOf(type);
  const names = new Set(elements.map((path) => ownName(path, type)));
  return (key, depth) => {
    if (depth > 0 || key === 'resourceType' || key === 'id' || key === 'meta') return true;
    const plain = key.startsWith('_') ? key.slice(1) : key;
    const element = structure?.keys.get(plain)?.element;
    if (element === undefined) return names.has(plain);
    if (element.min > 0 || element.isModifier) return true;
    return names.has(element.name) || names.has(plain) || names.has(`${element.name}[x]`);
  };
}

/** The element of the resource that a path begins with; what names another type is none of it. */
function ownName(path: string, type: string): string {
  const [first = '', second] = path.split('.', 2);
  if (!resourceTypes.has(first)) return first;
  return first === type && second !== undefined ? second : '';
}
