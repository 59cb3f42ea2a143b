import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';

/** A resource in a document: the document itself, one it contains, or one that it carries in an entry or a parameter. */
export interface ResourceWithin {
  readonly resource: JsonObject;
  /** FHIRPath to it, such as `Patient.contained[0]`. */
  readonly path: string;
}

/** Every resource in a value, the outer ones first; the value itself is one, whatever it says. */
export function resourcesWithin(value: JsonValue | undefined): readonly ResourceWithin[] {
  const found: ResourceWithin[] = [];
  const walk = (one: JsonValue | undefined, path: string) => {
    if (Array.isArray(one)) {
      for (const [index, item] of one.entries()) walk(item, `${path}[${index}]`);
    } else if (isJsonObject(one)) {
      if (path === '' || typeof one.resourceType === 'string') found.push({ resource: one, path: path || nameOf(one) });
      for (const [key, member] of Object.entries(one)) walk(member, `${path || nameOf(one)}.${key}`);
    }
  };
  walk(value, '');
  return found;
}

function nameOf({ resourceType }: JsonObject): string {
  return typeof resourceType === 'string' ? resourceType : 'Resource';
}
