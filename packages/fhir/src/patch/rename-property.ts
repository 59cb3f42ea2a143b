import type { JsonObject } from '../json/json-value.ts';
import { type DraftValue, type JsonDraft, removeValue, setValue, valueAt } from './json-draft.ts';

/** Gives a property and what stands beside it another key in the same place: `valueString` becomes `valueQuantity`. */
export function renameProperty(draft: JsonDraft, owner: JsonObject, from: string, to: string): void {
  if (from === to) return;
  const members = Object.keys(owner).map((key): readonly [string, DraftValue | undefined] => [
    key === from ? to : key === `_${from}` ? `_${to}` : key,
    valueAt(draft, { container: owner, key }),
  ]);
  for (const key of Object.keys(owner)) removeValue(draft, { container: owner, key });
  for (const [key, value] of members) if (value !== undefined) setValue(draft, { container: owner, key }, value);
}
