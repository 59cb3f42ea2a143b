import type { FhirPathItem } from './item.ts';
import { isSubtype } from './type-model.ts';

/** `is`: whether an item is of a type, which may be named with its namespace (`FHIR.Patient`, `System.String`) or without. */
export function isOfType(item: FhirPathItem, name: string): boolean {
  if (item.type.startsWith('System.')) return item.type === name || item.type === `System.${name}`;
  if (name.startsWith('System.')) return false;
  return isSubtype(item.type, name.startsWith('FHIR.') ? name.slice(5) : name);
}
