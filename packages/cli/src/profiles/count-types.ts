import type { InstalledDefinition } from '@baseplate-epr/composer';

/** `153 StructureDefinition, 134 ValueSet`. */
export function countTypes(definitions: readonly InstalledDefinition[]): string {
  return [...Map.groupBy(definitions, ({ type }) => type)]
    .map(([type, ofType]) => `${ofType.length} ${type}`)
    .join(', ');
}
