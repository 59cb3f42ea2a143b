import { isResourceType, isSubtype } from '../fhirpath/type-model.ts';

const abstractBases = ['Resource', 'DomainResource'] as const;

/** What a search parameter of a type may name as its base: the type, and the abstract types it derives from, those first. */
export function basesOf(type: string): readonly string[] {
  const abstract = abstractBases.filter((base) => base !== type && isSubtype(type, base));
  return isResourceType(type) ? [...abstract, type] : [type];
}

/** Whether a parameter with this base is one of that type. */
export function isBaseOf(base: string, type: string): boolean {
  return basesOf(type).includes(base);
}
