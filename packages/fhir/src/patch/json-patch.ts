import type { JsonLimits } from '../json/json-limits.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import { readJson } from '../json/read-json.ts';
import type { SourceDigits } from '../json/source-digits.ts';
import type { DraftValue } from './json-draft.ts';
import { parsePointer } from './json-pointer.ts';
import { patchError } from './patch-fault.ts';

/** One operation of a JSON Patch, its pointers taken apart. */
export type JsonPatchOperation = {
  /** For messages: `Operation 2 (replace)`. */
  readonly name: string;
  readonly path: readonly string[];
} & (
  | { readonly op: 'add' | 'replace' | 'test'; readonly value: DraftValue }
  | { readonly op: 'remove' }
  | { readonly op: 'move' | 'copy'; readonly from: readonly string[] }
);

/** A JSON Patch (RFC 6902) that was read, not yet applied. */
export interface JsonPatch {
  readonly kind: 'json';
  readonly operations: readonly JsonPatchOperation[];
  /** Digits of the numbers in the operations' values. */
  readonly digits: SourceDigits;
}

/**
 * Reads a JSON Patch document: https://www.rfc-editor.org/rfc/rfc6902. Members that an operation does not define are ignored, as §3
 * says.
 *
 * @throws BaseplateError `input-invalid` (malformed) or `limit-exceeded`
 */
export function readJsonPatch(text: string, limits?: JsonLimits): JsonPatch {
  const { value, digits: known } = readJson(text, limits);
  if (!Array.isArray(value)) throw patchError('malformed', 'A JSON Patch is an array of operations (RFC 6902 §3).');
  const digits: SourceDigits = { digitsOf: (container, key) => known.get(container)?.get(key) };
  return { kind: 'json', operations: value.map((one, index) => readOperation(one, index, digits)), digits };
}

function readOperation(json: JsonValue, index: number, digits: SourceDigits): JsonPatchOperation {
  if (!isJsonObject(json)) throw patchError('malformed', `Operation ${index} is no object.`);
  const { op } = json;
  const name = `Operation ${index} (${typeof op === 'string' && operations.has(op) ? op : 'unknown'})`;
  const place = { name, path: pointerOf(json, 'path', name) };
  switch (op) {
    case 'add':
    case 'replace':
    case 'test': {
      const { value } = json;
      if (value === undefined) throw patchError('malformed', `${name} has no value.`);
      return { ...place, op, value: { value, written: digits.digitsOf(json, 'value') } };
    }
    case 'remove':
      return { ...place, op };
    case 'move':
    case 'copy':
      return { ...place, op, from: pointerOf(json, 'from', name) };
    default:
      throw patchError('malformed', `${name} is none of add, remove, replace, move, copy and test.`);
  }
}

const operations = new Set(['add', 'replace', 'test', 'remove', 'move', 'copy']);

function pointerOf(operation: JsonObject, key: 'path' | 'from', name: string): readonly string[] {
  const pointer = operation[key];
  if (typeof pointer !== 'string') throw patchError('malformed', `${name} has no ${key}.`);
  return parsePointer(pointer, name);
}
