import { readDefinitions } from './definitions.ts';
import { compartmentTable } from './search-tables/compartment-table.ts';
import type { DefinitionResource } from './search-tables/definition-resource.ts';
import { searchParameterTable } from './search-tables/search-parameter-table.ts';
import { typeTable } from './search-tables/type-table.ts';

/** The tables that search, FHIRPath and compartments work from; each inner value is JSON text, parsed when it is needed. */
export interface SearchTables {
  readonly types: Readonly<Record<string, string>>;
  readonly searchParameters: Readonly<Record<string, string>>;
  readonly compartments: Readonly<Record<string, string>>;
}

/** Reads the published R4 definitions. */
export function generateSearchTables(): SearchTables {
  const read = (file: string) => readDefinitions(file) as readonly DefinitionResource[];
  const resources = read('profiles-resources.json');
  const types = typeTable([...read('profiles-types.json'), ...resources]);
  return {
    types: textOfEach(types),
    searchParameters: textOfEach(searchParameterTable(read('search-parameters.json'), types)),
    compartments: textOfEach(compartmentTable(resources)),
  };
}

function textOfEach(table: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(table)
      .toSorted()
      .map((key) => [key, JSON.stringify(table[key])]),
  );
}
