import { isJsonObject, type JsonArray, type JsonObject } from '../json/json-value.ts';
import { type DraftValue, type JsonDraft, removeValue, setValue, valueAt } from './json-draft.ts';

/** An element as FHIR's JSON writes it in two places: its value, and for a primitive what stands beside it (`_birthDate`). */
export interface ElementValue {
  readonly value?: DraftValue | undefined;
  /** Id and extensions of a primitive. */
  readonly extra?: JsonObject | undefined;
}

/** The elements that stand under a property: one, or those of its array. */
export function readElements(draft: JsonDraft, owner: JsonObject, property: string): readonly ElementValue[] {
  const value = valueAt(draft, { container: owner, key: property });
  const extra = owner[`_${property}`];
  if (!Array.isArray(value?.value) && !Array.isArray(extra)) {
    if (value === undefined && !isJsonObject(extra)) return [];
    return [{ value, extra: isJsonObject(extra) ? extra : undefined }];
  }
  const values: JsonArray = Array.isArray(value?.value) ? value.value : [];
  const extras: JsonArray = Array.isArray(extra) ? extra : [];
  return Array.from({ length: Math.max(values.length, extras.length) }, (_, index) => {
    const one = valueAt(draft, { container: values, key: index });
    const beside = extras[index];
    return { value: one?.value === null ? undefined : one, extra: isJsonObject(beside) ? beside : undefined };
  });
}

/**
 * Puts elements under a property in place of those that are there. Of an array, values and what stands beside them keep in step, as
 * https://hl7.org/fhir/R4/json.html#primitive wants; without elements the property goes.
 */
export function writeElements(
  draft: JsonDraft,
  { owner, property, repeats }: { readonly owner: JsonObject; readonly property: string; readonly repeats: boolean },
  elements: readonly ElementValue[],
): void {
  const values: JsonArray = [];
  const extras: JsonArray = [];
  for (const [index, { value, extra }] of elements.entries()) {
    setValue(draft, { container: values, key: index }, value ?? { value: null });
    extras[index] = extra ?? null;
  }
  const [first] = elements;
  put(
    draft,
    owner,
    property,
    repeats ? { value: values } : first?.value,
    elements.some(({ value }) => value !== undefined),
  );
  const beside = repeats ? extras : first?.extra;
  put(
    draft,
    owner,
    `_${property}`,
    { value: beside ?? null },
    elements.some(({ extra }) => extra !== undefined),
  );
}

function put(draft: JsonDraft, owner: JsonObject, key: string, value: DraftValue | undefined, present: boolean): void {
  if (present && value !== undefined) setValue(draft, { container: owner, key }, value);
  else removeValue(draft, { container: owner, key });
}
