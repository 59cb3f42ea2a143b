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
        .map(({ code, param = [] }) => [code, param.filter(isParameter)] as const)
        .filter(([, parameters]) => parameters.length > 0),
    );
  }
  return table;
}

/** `{def}` stands for the resource that spans the compartment itself. */
function isParameter(name: string): boolean {
  return !name.startsWith('{');
}
