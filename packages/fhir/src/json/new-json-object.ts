import type { JsonObject, JsonValue } from './json-value.ts';

// `Object.create(null)` would start in V8's slow dictionary mode. Instances of a class whose prototype holds and inherits
// nothing are as fast as literals, and `__proto__`, `constructor` and `toString` are ordinary keys of them.
class Plain {
  [key: string]: JsonValue;
}
Reflect.deleteProperty(Plain.prototype, 'constructor');
Object.setPrototypeOf(Plain.prototype, null);

/** An empty JSON object that inherits no properties. */
export function newJsonObject(): JsonObject {
  return new Plain();
}
