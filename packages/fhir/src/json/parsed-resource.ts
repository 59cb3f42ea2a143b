import { jsonFault } from './json-fault.ts';
import type { JsonLimits } from './json-limits.ts';
import { isJsonObject, type JsonObject } from './json-value.ts';
import { readJson, type TextSpan } from './read-json.ts';
import type { SourceDigits } from './source-digits.ts';

/** A resource together with the text it was read from. Treat it as immutable. */
export interface ParsedResource {
  /** The content; its objects inherit no properties. */
  readonly resource: JsonObject;
  /** The JSON text of `resource`; white space around it is kept when the text came so. */
  readonly text: string;
  readonly digits: SourceDigits;
  /** Where in `text` an object with a `resourceType` stands: the resource, a contained one, one in a Bundle's entry. */
  spanOf(object: object): TextSpan | undefined;
}

/**
 * Reads one JSON object, which need not yet be a valid resource.
 *
 * @throws BaseplateError `input-invalid` or `limit-exceeded`, with `details` of line, column and path; see `JsonFault`.
 */
export function parseResource(text: string, limits?: JsonLimits): ParsedResource {
  const { value, digits, spans } = readJson(text, limits);
  if (!isJsonObject(value)) throw jsonFault('not-an-object', text, 0);
  return {
    resource: value,
    text,
    digits: { digitsOf: (container, key) => digits.get(container)?.get(key) },
    spanOf: (object) => spans.get(object),
  };
}

/**
 * The resource of one entry of a Bundle, without reading its text again.
 *
 * Its `text` is the stretch of the Bundle's text, byte for byte; `resource` is the same object as in the Bundle.
 *
 * @returns undefined when there is no such entry, or it has no resource with a `resourceType`.
 */
export function entryResource(bundle: ParsedResource, entryIndex: number): ParsedResource | undefined {
  const { entry } = bundle.resource;
  const holder = Array.isArray(entry) ? entry[entryIndex] : undefined;
  const resource = isJsonObject(holder) ? holder.resource : undefined;
  if (!isJsonObject(resource)) return undefined;
  return nestedResource(bundle, resource);
}

/** An object with a `resourceType` inside a parsed resource, as a parsed resource of its own. */
export function nestedResource(outer: ParsedResource, resource: JsonObject): ParsedResource | undefined {
  const span = outer.spanOf(resource);
  if (span === undefined) return undefined;
  return {
    resource,
    text: outer.text.slice(span.start, span.end),
    digits: outer.digits,
    spanOf: (object) => {
      const inner = outer.spanOf(object);
      if (inner === undefined || inner.start < span.start || inner.end > span.end) return undefined;
      return { start: inner.start - span.start, end: inner.end - span.start };
    },
  };
}
