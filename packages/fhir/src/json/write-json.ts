import type { JsonArray, JsonObject, JsonValue } from './json-value.ts';
import { noSourceDigits, type SourceDigits } from './source-digits.ts';

/** How {@link writeJson} writes. */
export interface WriteJsonOptions {
  /** Two spaces of indentation and one member a line; default false. */
  readonly pretty?: boolean;
  /**
   * Leaves out the members of objects for which this returns false, at depth 0 those of the value itself; arrays do not count.
   * With them go their digits and everything below.
   */
  readonly keep?: (key: string, depth: number, object: JsonObject) => boolean;
}

/**
 * Writes a JSON value; numbers keep the digits they were read with.
 *
 * Digits are looked up by object identity, so give the objects as they were read: for a subset use `keep`, not a copy.
 */
export function writeJson(
  value: JsonValue,
  digits: SourceDigits = noSourceDigits,
  options: WriteJsonOptions = {},
): string {
  const { pretty = false, keep } = options;

  function write(one: JsonValue, written: string | undefined, depth: number, lineBreak: string): string {
    if (typeof one === 'number') return written ?? JSON.stringify(one);
    if (typeof one !== 'object' || one === null) return JSON.stringify(one);
    return Array.isArray(one) ? writeArray(one, depth, lineBreak) : writeObject(one, depth, lineBreak);
  }

  function writeArray(array: JsonArray, depth: number, lineBreak: string): string {
    const inner = pretty ? `${lineBreak}  ` : '';
    const items = array.map((item, index) => write(item, digitsOf(array, index, item), depth, inner));
    return items.length === 0 ? '[]' : `[${inner}${items.join(`,${inner}`)}${lineBreak}]`;
  }

  function writeObject(object: JsonObject, depth: number, lineBreak: string): string {
    const inner = pretty ? `${lineBreak}  ` : '';
    const colon = pretty ? ': ' : ':';
    const members = Object.keys(object)
      .filter((key) => keep === undefined || keep(key, depth, object))
      .map((key) => {
        const child = object[key] ?? null;
        return JSON.stringify(key) + colon + write(child, digitsOf(object, key, child), depth + 1, inner);
      });
    return members.length === 0 ? '{}' : `{${inner}${members.join(`,${inner}`)}${lineBreak}}`;
  }

  function digitsOf(container: object, key: string | number, child: JsonValue): string | undefined {
    return typeof child === 'number' ? digits.digitsOf(container, key) : undefined;
  }

  return write(value, undefined, 0, pretty ? '\n' : '');
}
