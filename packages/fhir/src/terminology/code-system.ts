import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';

/** A code system that is known whole. */
export interface KnownCodeSystem {
  readonly url: string;
  /** Every code, with the codes directly above it. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** Properties of concepts: code to property to values as text. */
  readonly properties: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/** Reads a CodeSystem; undefined unless it lists all its codes, as an excerpt cannot tell that a code is wrong. */
export function readCodeSystem(resource: JsonObject): KnownCodeSystem | undefined {
  const { url, content, concept } = resource;
  if (typeof url !== 'string' || content !== 'complete') return undefined;
  const parents = new Map<string, string[]>();
  const properties = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const visit = (concepts: JsonValue | undefined, parent: string | undefined): void => {
    if (!Array.isArray(concepts)) return;
    for (const one of concepts) {
      if (!isJsonObject(one) || typeof one.code !== 'string') continue;
      const above = parents.get(one.code) ?? [];
      if (parent !== undefined) above.push(parent);
      const own = propertiesOf(one.property);
      above.push(...(own.get('parent') ?? []));
      parents.set(one.code, above);
      if (own.size > 0) properties.set(one.code, own);
      visit(one.concept, one.code);
    }
  };
  visit(concept, undefined);
  return { url, parents, properties };
}

/** True if the code is the other one or stands below it. */
export function isBelow(system: KnownCodeSystem, code: string, ancestor: string): boolean {
  const seen = new Set<string>();
  const open = [code];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === ancestor) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(system.parents.get(at) ?? []));
  }
  return false;
}

function propertiesOf(list: JsonValue | undefined): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  if (!Array.isArray(list)) return found;
  for (const one of list) {
    if (!isJsonObject(one) || typeof one.code !== 'string') continue;
    const key = Object.keys(one).find((name) => name.startsWith('value'));
    const value = key === undefined ? undefined : one[key];
    const text = isJsonObject(value) ? value.code : value;
    if (text === undefined || typeof text === 'object') continue;
    const values = found.get(one.code) ?? [];
    values.push(String(text));
    found.set(one.code, values);
  }
  return found;
}
