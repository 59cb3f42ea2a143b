import { isJsonObject, type JsonValue } from '../json/json-value.ts';
import type { KnownValueSet } from './known-value-set.ts';
import { any, type Truth } from './truth.ts';

/** A code with its system; the system is undefined for a plain code, whose value set says it. */
interface Code {
  readonly system: string | undefined;
  readonly code: string;
}

/** What a coded value says; undefined for a coding that has no code. */
export type Codes = readonly (Code | undefined)[];

/** The codes of a value; undefined for types that have none. */
export function codesOf(value: JsonValue | undefined, type: string): Codes | undefined {
  switch (type) {
    case 'code':
    case 'string':
    case 'uri':
      return typeof value === 'string' ? [{ system: undefined, code: value }] : undefined;
    case 'Coding':
      return [codeOf(value)];
    case 'CodeableConcept':
      return isJsonObject(value) && Array.isArray(value.coding) ? value.coding.map(codeOf) : [];
    case 'Quantity':
      return isJsonObject(value) && value.code !== undefined ? [codeOf(value)] : [];
    default:
      return undefined;
  }
}

function codeOf(value: JsonValue | undefined): Code | undefined {
  if (!isJsonObject(value) || typeof value.code !== 'string') return undefined;
  return { system: typeof value.system === 'string' ? value.system : '', code: value.code };
}

/** Whether one of the codes is of the value set; undefined where that cannot be told. */
export function judgeCodes(codes: Codes, valueSet: KnownValueSet | undefined): Truth {
  if (valueSet === undefined) return undefined;
  return any(codes, (coding) => coding !== undefined && valueSet.has(coding.system, coding.code));
}
