import { isJsonObject, type JsonObject, type JsonValue, parseResource } from '@baseplate-epr/fhir';

/** A resource with its keys in order and every number as it was written; without what a record sets itself. */
export function canonicalText(text: string): string {
  const { resource, digits } = parseResource(text, { maxDepth: 512 });

  function write(value: JsonValue | undefined, written: string | undefined): string {
    if (typeof value === 'number') return written ?? JSON.stringify(value);
    if (Array.isArray(value))
      return `[${value.map((one, index) => write(one, digitsOf(value, index, one))).join(',')}]`;
    if (!isJsonObject(value)) return JSON.stringify(value);
    const members = keysOf(value).map(
      (key) => `${JSON.stringify(key)}:${write(value[key], digitsOf(value, key, value[key]))}`,
    );
    return `{${members.join(',')}}`;
  }

  function digitsOf(container: object, key: string | number, value: JsonValue | undefined): string | undefined {
    return typeof value === 'number' ? digits.digitsOf(container, key) : undefined;
  }

  function keysOf(object: JsonObject): readonly string[] {
    const keys = Object.keys(object).sort();
    if (object === resource && isJsonObject(resource.meta)) {
      const own = Object.keys(resource.meta).filter((key) => key !== 'versionId' && key !== 'lastUpdated');
      return own.length === 0 ? keys.filter((key) => key !== 'meta') : keys;
    }
    return object === resource.meta ? keys.filter((key) => key !== 'versionId' && key !== 'lastUpdated') : keys;
  }

  return write(resource, undefined);
}
