import tables from '../generated/structures.json' with { type: 'json' };
import { buildStructures } from './build-structures.ts';
import type { Structure } from './structure.ts';
import type { StructureTable } from './structure-table.ts';

const texts = new Map<string, string>(Object.entries(tables));
const built = new Map<string, Structure>();

/**
 * What R4 says about a resource type (`Patient`), a data type (`HumanName`, `dateTime`) or a nested element
 * (`Patient.contact`, also the target of content references); undefined for anything else, also for `Object` keys.
 *
 * Each type is built when first asked for, and the same object is returned ever after. Not for profiles.
 */
export function structureOf(name: string): Structure | undefined {
  const known = built.get(name);
  if (known !== undefined) return known;
  const dot = name.indexOf('.');
  const type = dot < 0 ? name : name.slice(0, dot);
  const text = texts.get(type);
  if (text === undefined) return undefined;
  texts.delete(type);
  for (const [path, structure] of buildStructures(type, JSON.parse(text) as StructureTable)) built.set(path, structure);
  return built.get(name);
}
