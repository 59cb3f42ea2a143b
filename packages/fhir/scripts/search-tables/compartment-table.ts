import type { DefinitionResource } from './definition-resource.ts';

/** Per compartment (`Patient`, `Encounter` …) and resource type: the reference parameters that put a resource into it. */
export function compartmentTable(
  resources: readonly DefinitionResource[],
): Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> {
  const table: Record<string, Record<string, readonly string[]>> = {};
  for (const definition of resources) {
    if (definition.resourceType !== 'CompartmentDefinition' || definition.code === undefined) continue;
    table[definition.code] = Object.fromEntries(
      (definition.resource ?? [])
        .filter((resource) => resource.param !== undefined && resource.param.length > 0)
        .map((resource) => [resource.code, resource.param ?? []]),
    );
  }
  return table;
}
