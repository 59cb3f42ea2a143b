import { resourceTypes } from '../../structure/resource-types.ts';
import type { Structure } from '../../structure/structure.ts';
import { structureOf } from '../../structure/structure-of.ts';

/** Every structure that a resource can be made of, by name. */
export function allStructures(): ReadonlyMap<string, Structure> {
  const found = new Map<string, Structure>();
  const visit = (name: string) => {
    const structure = structureOf(name);
    if (structure === undefined || found.has(name)) return;
    found.set(name, structure);
    for (const { type } of structure.keys.values()) visit(type.code);
  };
  for (const type of resourceTypes) visit(type);
  return found;
}
