import type { JsonObject } from '../json/json-value.ts';

/** True when an object has a choice element such as `value[x]` in any of its types, as a value or only as an extension. */
export function hasChoice(object: JsonObject, name: string): boolean {
  for (const key in object) {
    const start = key.startsWith('_') ? 1 : 0;
    if (key.startsWith(name, start) && /^[A-Z]/.test(key.slice(start + name.length))) return true;
  }
  return false;
}
