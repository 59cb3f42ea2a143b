import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import { newJsonObject } from '../json/new-json-object.ts';
import type { ParsedResource } from '../json/parsed-resource.ts';
import type { TextEdit } from '../json/splice-text.ts';

/** The resource with another id, versionId and lastUpdated, whose text is spliced already; everything else is shared with the one given. */
export function withVersion(
  parsed: ParsedResource,
  { id, versionId, lastUpdated }: { readonly [Name in 'id' | 'versionId' | 'lastUpdated']: string | undefined },
  text: string,
  edits: readonly TextEdit[],
): ParsedResource {
  const before = isJsonObject(parsed.resource.meta) ? parsed.resource.meta : undefined;
  const meta = changed(before, { versionId, lastUpdated });
  const resource = changed(parsed.resource, { id, meta: meta === undefined || isEmpty(meta) ? before : meta });
  const original = (container: object) =>
    container === resource ? parsed.resource : container === meta && before !== undefined ? before : container;
  return {
    resource,
    text,
    digits: { digitsOf: (container, key) => parsed.digits.digitsOf(original(container), key) },
    spanOf(object) {
      const span = parsed.spanOf(original(object));
      if (span === undefined) return undefined;
      return { start: moved(span.start, edits), end: moved(span.end, edits) };
    },
  };
}

function changed(
  object: JsonObject | undefined,
  members: Readonly<Record<string, JsonObject | string | undefined>>,
): JsonObject {
  const copy = newJsonObject();
  for (const key in object) copy[key] = object[key] as JsonValue;
  for (const key in members) {
    const value = members[key];
    if (value !== undefined) copy[key] = value;
  }
  return copy;
}

/** True for an object without members. */
export function isEmpty(object: JsonObject): boolean {
  for (const _key in object) return false;
  return true;
}

/** Where a place that no edit touches stands after the edits. */
function moved(place: number, edits: readonly TextEdit[]): number {
  let moves = 0;
  for (const { start, end, replacement } of edits) if (end <= place) moves += replacement.length - (end - start);
  return place + moves;
}
