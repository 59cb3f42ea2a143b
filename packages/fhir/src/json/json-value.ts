/** A JSON object as the reader yields it: it inherits no properties, so `__proto__` and `constructor` are plain keys. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** A JSON array. */
export type JsonArray = JsonValue[];

/** Any JSON value. */
export type JsonValue = string | number | boolean | null | JsonObject | JsonArray;

/** True for a JSON object: neither null, nor an array, nor a primitive. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
