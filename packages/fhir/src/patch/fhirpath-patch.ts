import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import type { ParsedResource } from '../json/parsed-resource.ts';
import type { SourceDigits } from '../json/source-digits.ts';
import { patchError } from './patch-fault.ts';

/** One operation of a FHIRPath Patch. */
export type FhirPathPatchOperation = {
  /** For messages: `Operation 2 (replace)`. */
  readonly name: string;
  /** FHIRPath. */
  readonly path: string;
} & (
  | { readonly type: 'add'; readonly element: string; readonly value: JsonObject }
  | { readonly type: 'insert'; readonly index: number; readonly value: JsonObject }
  | { readonly type: 'replace'; readonly value: JsonObject }
  | { readonly type: 'delete' }
  | { readonly type: 'move'; readonly source: number; readonly destination: number }
);

/** A FHIRPath Patch that was read, not yet applied. */
export interface FhirPathPatch {
  readonly kind: 'fhirpath';
  readonly operations: readonly FhirPathPatchOperation[];
  /** Digits of the numbers in the operations' values. */
  readonly digits: SourceDigits;
}

/**
 * Reads a FHIRPath Patch: https://hl7.org/fhir/R4/fhirpatch.html
 *
 * @throws BaseplateError `input-invalid` (malformed) for anything else than Parameters of well-formed operations
 */
export function readFhirPathPatch({ resource, digits }: ParsedResource): FhirPathPatch {
  const { resourceType, parameter = [] } = resource;
  if (resourceType !== 'Parameters' || !Array.isArray(parameter)) {
    throw patchError('malformed', 'A FHIRPath Patch is a Parameters resource (R4, FHIRPath Patch).');
  }
  const operations = parameter.map((one, index) => {
    if (isJsonObject(one) && one.name === 'operation') return readOperation(one, index);
    throw patchError('malformed', `Parameter ${index} of the patch is not named “operation”.`);
  });
  return { kind: 'fhirpath', operations, digits };
}

function readOperation({ part = [] }: JsonObject, index: number): FhirPathPatchOperation {
  const parts = new Map<string, JsonObject>();
  for (const one of Array.isArray(part) ? part : []) {
    const key = isJsonObject(one) ? one.name : undefined;
    if (!isJsonObject(one) || typeof key !== 'string' || parts.has(key)) {
      throw patchError('malformed', `Operation ${index} has a part without a name, or two of the same name.`);
    }
    parts.set(key, one);
  }
  const type = types.find((known) => known === textOf(parts.get('type')));
  if (type === undefined) {
    throw patchError('malformed', `Operation ${index} is none of add, insert, delete, replace and move.`);
  }
  const name = `Operation ${index} (${type})`;
  const needed = <Value>(key: string, value: Value | undefined): Value => {
    if (value !== undefined) return value;
    throw patchError('malformed', `${name} lacks its ${key}, or gives it another type than the specification does.`);
  };
  const number = (key: string) => needed(key, wholeNumberOf(parts.get(key)));
  const place = { name, path: needed('path', textOf(parts.get('path'))) };
  switch (type) {
    case 'add': {
      const element = needed('name', textOf(parts.get('name')));
      return { ...place, type, element, value: needed('value', parts.get('value')) };
    }
    case 'insert':
      return { ...place, type, index: number('index'), value: needed('value', parts.get('value')) };
    case 'replace':
      return { ...place, type, value: needed('value', parts.get('value')) };
    case 'delete':
      return { ...place, type };
    case 'move':
      return { ...place, type, source: number('source'), destination: number('destination') };
  }
}

const types = ['add', 'insert', 'delete', 'replace', 'move'] as const;

function textOf(part: JsonObject | undefined): string | undefined {
  const text = part?.valueString ?? part?.valueCode;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

function wholeNumberOf(part: JsonObject | undefined): number | undefined {
  const number = part?.valueInteger ?? part?.valueUnsignedInt ?? part?.valuePositiveInt;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
