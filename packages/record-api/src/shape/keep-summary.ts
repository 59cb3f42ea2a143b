import { isJsonObject, type JsonObject, type JsonValue, type Structure, structureOf } from '@baseplate-epr/fhir';
import type { Keep } from './shape-resource.ts';

/**
 * Keeps what R4 marks as summary (Σ), at every level, and what is mandatory.
 *
 * Within data types extensions stay: one on a date or a name may change how it is to be read.
 */
export function keepSummary(resource: JsonObject): Keep {
  // An object is written after the member that leads to it, so its structure is known by then.
  const structures = new Map<object, Structure | undefined>();

  function lead(value: JsonValue | undefined, type: string): void {
    if (Array.isArray(value)) for (const item of value) lead(item, type);
    else if (isJsonObject(value)) structures.set(value, structureFor(value, type));
  }

  const root = structureOf(String(resource.resourceType));
  return (key, depth, object) => {
    const structure = depth === 0 ? root : structures.get(object);
    if (key === 'resourceType' || structure === undefined) return true;
    const plain = key.startsWith('_') ? key.slice(1) : key;
    const found = structure.keys.get(plain);
    if (found === undefined) return depth > 0;
    const { element, type } = found;
    const isData = structure.kind !== 'resource' && !structure.name.includes('.');
    const kept = element.isSummary || element.min > 0 || key === 'id' || (isData && plain === 'extension');
    if (kept) lead(object[key], type.code);
    return kept;
  };
}

/** Extensions, and what no structure describes, are kept whole. */
function structureFor(object: JsonObject, type: string): Structure | undefined {
  if (type === 'Extension') return undefined;
  if (type === 'Resource' || structureOf(type)?.kind === 'resource') return structureOf(String(object.resourceType));
  const structure = structureOf(type);
  return structure?.kind === 'primitive-type' ? undefined : structure;
}
