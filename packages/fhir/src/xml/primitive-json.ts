import type { Structure } from '../structure/structure.ts';

const numberTypes = new Set(['decimal', 'integer', 'positiveInt', 'unsignedInt']);
const jsonNumber = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/**
 * The JSON of a primitive's value in XML: numbers with the digits as they stand, booleans, strings. A number or boolean that
 * is none stays a string, for validation to refuse.
 */
export function primitiveJson(value: string, type: Structure | undefined): string {
  if (type !== undefined && numberTypes.has(type.name) && jsonNumber.test(value)) return value;
  if (type?.name === 'boolean' && (value === 'true' || value === 'false')) return value;
  return JSON.stringify(value);
}
