import { isJsonObject, type JsonObject, type JsonValue } from '@baseplate-epr/fhir';

/** What a differential says about one element, as it stands there. */
export type Row = JsonObject & { readonly id: string };

/** The definitions of a package by URL. */
export type Definitions = ReadonlyMap<string, JsonObject>;

/** Everything that a profile and those it builds on say, as far as the package goes; the profile's own word last. */
export function rowsOf(url: string, definitions: Definitions): readonly Row[] {
  const definition = definitions.get(url);
  if (definition === undefined) return [];
  const { differential, baseDefinition } = definition;
  const own = isJsonObject(differential) ? objectsIn(differential.element) : [];
  const rows = new Map<string, Row>();
  const below = typeof baseDefinition === 'string' ? rowsOf(baseDefinition, definitions) : [];
  for (const row of [...below, ...own]) {
    if (typeof row.id === 'string') rows.set(row.id, { ...rows.get(row.id), ...row, id: row.id });
  }
  return [...rows.values()];
}

/** The value of a member such as `fixedUri` or `patternCoding`. */
export function saidValue(row: JsonObject, prefix: 'fixed' | 'pattern'): JsonValue | undefined {
  const key = Object.keys(row).find((name) => name.startsWith(prefix));
  return key === undefined ? undefined : row[key];
}

/** The objects in an array. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
