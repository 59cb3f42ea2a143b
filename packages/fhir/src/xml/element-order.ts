import type { JsonObject } from '../json/json-value.ts';
import type { Structure } from '../structure/structure.ts';

const positions = new WeakMap<Structure, ReadonlyMap<string, number>>();

/**
 * The keys of an object in the order R4 defines its elements, each once, without those that XML writes as attributes and without
 * `resourceType`. Unknown keys come last.
 */
export function elementOrder(object: JsonObject, structure: Structure): readonly string[] {
  const isResource = structure.kind === 'resource';
  const names = new Set<string>();
  for (const key of Object.keys(object)) {
    if (isResource ? key === 'resourceType' : key === 'id' || (key === 'url' && structure.name === 'Extension'))
      continue;
    names.add(key.startsWith('_') ? key.slice(1) : key);
  }
  const position = positionsOf(structure);
  const placed = (name: string) => position.get(name) ?? position.size;
  return [...names].sort((one, other) => placed(one) - placed(other));
}

function positionsOf(structure: Structure): ReadonlyMap<string, number> {
  const known = positions.get(structure);
  if (known !== undefined) return known;
  // Keys stand in the order of the elements.
  const made = new Map([...structure.keys.keys()].map((key, index) => [key, index]));
  positions.set(structure, made);
  return made;
}
