import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import { writeJson } from '../json/write-json.ts';
import { digitsOfDraft, type JsonDraft, removeValue } from './json-draft.ts';
import { patchError } from './patch-fault.ts';

/** Members of a resource that its narrative does not tell. */
const untold = new Set(['resourceType', 'id', 'meta', 'implicitRules', 'language', 'text']);

/**
 * Sees to it that the narrative of a patched resource does not contradict its data: "The server SHALL ensure that the narrative in a
 * resource is not clinically unsafe after the PATCH operation is performed" (R4 §3.1.0.6).
 *
 * A narrative that the patch itself has changed is its author's word. Otherwise, where data has changed, a narrative that was made
 * from the data alone (`generated`, `extensions`) is taken away, since it tells what is no longer so; one that says more
 * (`additional`) cannot be, and the patch is refused.
 *
 * @returns true if the narrative was taken away
 * @throws BaseplateError (unprocessable)
 */
export function keepNarrativeTrue(before: JsonDraft, after: JsonDraft): boolean {
  const [old, changed] = [membersOf(before), membersOf(after)];
  const { root } = after.holder;
  const text = isJsonObject(root) ? root.text : undefined;
  if (!isJsonObject(root) || !isJsonObject(text) || text.status === 'empty') return false;
  if (old.get('text') !== changed.get('text')) return false;
  const keys = [...new Set([...old.keys(), ...changed.keys()])].filter((key) => !untold.has(key));
  if (keys.every((key) => old.get(key) === changed.get(key))) return false;
  if (text.status === 'additional') {
    throw patchError(
      'unprocessable',
      'The narrative (text) says more than the data, and would no longer agree with it. Patch text as well, or update.',
    );
  }
  removeValue(after, { container: root, key: 'text' });
  return true;
}

/** The text of each member. */
function membersOf(draft: JsonDraft): ReadonlyMap<string, string> {
  const { root } = draft.holder;
  const object: JsonObject = isJsonObject(root) ? root : {};
  const digits = digitsOfDraft(draft);
  return new Map(
    Object.entries(object).map(([key, value]) => [key, digits.digitsOf(object, key) ?? writeJson(value, digits)]),
  );
}
