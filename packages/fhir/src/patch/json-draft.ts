import { keptTextLimits } from '../json/json-limits.ts';
import type { JsonArray, JsonObject, JsonValue } from '../json/json-value.ts';
import { newJsonObject } from '../json/new-json-object.ts';
import { readJson } from '../json/read-json.ts';
import type { SourceDigits } from '../json/source-digits.ts';

/** A JSON document that is being changed; its numbers keep their digits wherever they move. */
export interface JsonDraft {
  /** Holds the document as its one member, `root`, so that the document itself has a place like any other value. */
  readonly holder: JsonObject;
  readonly digits: Map<object, Map<string | number, string>>;
}

/** A value on its way from one place to another. */
export interface DraftValue {
  readonly value: JsonValue;
  /** For a number: its digits, where `Number` would lose them. */
  readonly written?: string | undefined;
}

/** The place of a value: a member of an object, or an item of an array. */
export interface DraftPlace {
  readonly container: JsonObject | JsonArray;
  readonly key: string | number;
}

/** A draft of a JSON text that was accepted before. */
export function draftOf(text: string): JsonDraft {
  const { value, digits } = readJson(text, keptTextLimits);
  const holder = newJsonObject();
  holder.root = value;
  return { holder, digits: new Map([...digits].map(([container, known]) => [container, new Map(known)])) };
}

/** The digits of a draft's numbers, for writing it. */
export function digitsOfDraft({ digits }: JsonDraft): SourceDigits {
  return { digitsOf: (container, key) => digits.get(container)?.get(key) };
}

/** The value at a place; undefined if nothing is there. */
export function valueAt({ digits }: JsonDraft, { container, key }: DraftPlace): DraftValue | undefined {
  const value = Array.isArray(container) ? container[Number(key)] : container[key];
  return value === undefined ? undefined : { value, written: digits.get(container)?.get(key) };
}

/** Puts a value at a place, over whatever is there. */
export function setValue({ digits }: JsonDraft, { container, key }: DraftPlace, { value, written }: DraftValue): void {
  if (Array.isArray(container)) container[Number(key)] = value;
  else container[key] = value;
  const known = digits.get(container);
  if (written === undefined) known?.delete(key);
  else if (known === undefined) digits.set(container, new Map([[key, written]]));
  else known.set(key, written);
}

/** Puts a value before an item of an array, or after the last. */
export function insertValue(draft: JsonDraft, array: JsonArray, index: number, { value, written }: DraftValue): void {
  array.splice(index, 0, value);
  moveDigits(draft, array, (key) => (key < index ? key : key + 1));
  setValue(draft, { container: array, key: index }, { value, written });
}

/** Takes away what is at a place. */
export function removeValue(draft: JsonDraft, { container, key }: DraftPlace): void {
  if (!Array.isArray(container)) {
    delete container[key];
    draft.digits.get(container)?.delete(key);
    return;
  }
  const index = Number(key);
  container.splice(index, 1);
  moveDigits(draft, container, (one) => (one === index ? undefined : one < index ? one : one - 1));
}

/** A copy of a value from elsewhere that may go into the draft, with the digits of every number in it. */
export function copyValue(draft: JsonDraft, { value, written }: DraftValue, from: SourceDigits): DraftValue {
  if (typeof value !== 'object' || value === null) return { value, written };
  const copy: JsonObject | JsonArray = Array.isArray(value) ? [] : newJsonObject();
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) {
    const child = Array.isArray(value) ? value[Number(key)] : value[key];
    const inner = { value: child ?? null, written: from.digitsOf(value, key) };
    setValue(draft, { container: copy, key }, copyValue(draft, inner, from));
  }
  return { value: copy };
}

function moveDigits({ digits }: JsonDraft, array: JsonArray, place: (index: number) => number | undefined): void {
  const known = digits.get(array);
  if (known === undefined) return;
  const moved = [...known].flatMap(([key, written]) => {
    const index = place(Number(key));
    return index === undefined ? [] : [[index, written] as const];
  });
  digits.set(array, new Map(moved));
}
