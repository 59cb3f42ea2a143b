import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import { type JsonDraft, removeValue } from './json-draft.ts';

/**
 * Takes away the objects and arrays that a patch has emptied, and what is empty without them: FHIR has no empty ones
 * (https://hl7.org/fhir/R4/json.html). Those that came empty stay, for validation to find.
 */
export function pruneEmptied(draft: JsonDraft, emptied: ReadonlySet<object>): void {
  if (emptied.size > 0) pruneWithin(draft, draft.holder.root ?? null, emptied);
}

/** True if the value is to go. */
function pruneWithin(draft: JsonDraft, value: JsonValue, emptied: ReadonlySet<object>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let pruned = emptied.has(value);
  const keys = isJsonObject(value) ? Object.keys(value) : [...value.keys()].reverse();
  for (const key of keys) {
    const child = isJsonObject(value) ? value[key] : value[Number(key)];
    if (child === undefined || !pruneWithin(draft, child, emptied)) continue;
    removeValue(draft, { container: value, key });
    pruned = true;
  }
  return pruned && Object.keys(value).length === 0;
}
