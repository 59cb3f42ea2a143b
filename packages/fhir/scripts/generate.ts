import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateProfiles } from './generate-profiles.ts';
import { generateSearchTables } from './generate-search-tables.ts';
import { generateStructures } from './generate-structures.ts';
import { generateTerminology } from './generate-terminology.ts';

// JSON, not TypeScript: importing it costs no type stripping, and each inner string is only parsed when it is needed.
const folder = join(import.meta.dirname, '../src/generated');

function write(name: string, value: unknown): void {
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(value, null, 1)}\n`);
}

mkdirSync(folder, { recursive: true });
const { structures, codeLists } = generateStructures();
write('structures', structures);
write('code-lists', codeLists);
const { types, searchParameters, compartments } = generateSearchTables();
write('types', types);
write('search-parameters', searchParameters);
write('compartments', compartments);
write('profiles', generateProfiles());
const { codeSystems, valueSets } = generateTerminology();
write('code-systems', codeSystems);
write('value-sets', valueSets);
