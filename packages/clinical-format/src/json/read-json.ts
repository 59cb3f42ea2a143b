/**
 * One own property of a value of unknown shape; `undefined` when the value is no object or has no such property.
 * FHIR JSON reaches this package from anywhere, so nothing is assumed about it.
 */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

/** The value at the end of a path of {@link field} names. */
export function path(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce(field, value);
}

/** White space that is not one blank between two words: nearly no text has any, and looking is much cheaper than writing it anew. */
const untidy = /[^\S ]|^ | $| {2}/;

/** A string with something in it, trimmed and with white space collapsed; otherwise `undefined`. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = untidy.test(value) ? value.replace(/\s+/g, ' ').trim() : value;
  return text === '' ? undefined : text;
}

/** The text of one property; see {@link textOf}. */
export function textField(value: unknown, name: string): string | undefined {
  return textOf(field(value, name));
}

/** A list as it is, a single value as a list of one, nothing as an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The list at one property; see {@link listOf}. */
export function listField(value: unknown, name: string): readonly unknown[] {
  return listOf(field(value, name));
}

/** Whether a property is the boolean `true`; the string "true" is not. */
export function isTrue(value: unknown, name: string): boolean {
  return field(value, name) === true;
}

/** Looks a key that came from data up in a table of ours, never in the table's prototype ("constructor"). */
export function lookUp<Value>(table: Readonly<Record<string, Value>>, key: unknown): Value | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}
