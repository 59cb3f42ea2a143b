import { isJsonObject, type JsonValue } from '../json/json-value.ts';

/** True when two values are the same, whatever the order of their members: how `fixed[x]` compares. */
export function equalsValue(value: JsonValue | undefined, fixed: JsonValue): boolean {
  if (Array.isArray(fixed)) {
    return (
      Array.isArray(value) &&
      value.length === fixed.length &&
      fixed.every((one, index) => equalsValue(value[index], one))
    );
  }
  if (!isJsonObject(fixed)) return value === fixed;
  if (!isJsonObject(value)) return false;
  const keys = Object.keys(fixed);
  return Object.keys(value).length === keys.length && keys.every((key) => equalsValue(value[key], fixed[key] ?? null));
}

/**
 * True when a value has everything that a pattern has, and perhaps more: how `pattern[x]` compares. Each item of an array in the
 * pattern must be found among the value's items, in any order.
 */
export function matchesPattern(value: JsonValue | undefined, pattern: JsonValue): boolean {
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((one) => value.some((item) => matchesPattern(item, one)));
  }
  if (!isJsonObject(pattern)) return value === pattern;
  if (!isJsonObject(value)) return false;
  for (const key in pattern) if (!matchesPattern(value[key], pattern[key] ?? null)) return false;
  return true;
}
