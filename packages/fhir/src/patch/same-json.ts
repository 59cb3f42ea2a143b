import { isJsonObject, type JsonArray, type JsonObject } from '../json/json-value.ts';
import type { SourceDigits } from '../json/source-digits.ts';
import type { DraftValue } from './json-draft.ts';

/** A value and where the digits of the numbers within it are known. */
export interface Compared extends DraftValue {
  readonly digits: SourceDigits;
}

/**
 * Equality as the `test` of RFC 6902 §4.6 wants it: members in any order, items in order, numbers by their numeric value. Numbers
 * are compared digit by digit, so two that `Number` could not tell apart are not equal.
 */
export function sameJson(left: Compared, right: Compared): boolean {
  const { value } = left;
  const other = right.value;
  if (typeof value === 'number' && typeof other === 'number') {
    return canonicalNumber(left.written ?? String(value)) === canonicalNumber(right.written ?? String(other));
  }
  if (Array.isArray(value) && Array.isArray(other)) {
    return value.length === other.length && value.every((_, index) => sameChild(left, right, value, other, index));
  }
  if (isJsonObject(value) && isJsonObject(other)) {
    const keys = Object.keys(value);
    return keys.length === Object.keys(other).length && keys.every((key) => sameChild(left, right, value, other, key));
  }
  return value === other;
}

function sameChild(
  { digits }: Compared,
  { digits: otherDigits }: Compared,
  container: JsonObject | JsonArray,
  other: JsonObject | JsonArray,
  key: string | number,
): boolean {
  const value = Array.isArray(container) ? container[Number(key)] : container[key];
  const otherValue = Array.isArray(other) ? other[Number(key)] : other[key];
  if (value === undefined || otherValue === undefined) return false;
  return sameJson(
    { value, written: digits.digitsOf(container, key), digits },
    { value: otherValue, written: otherDigits.digitsOf(other, key), digits: otherDigits },
  );
}

/** One way of writing for all ways of writing a number: its digits without zeros around them, and the power of ten. */
function canonicalNumber(written: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? [];
  const significant = `${whole}${fraction}`.replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  if (digits === '') return '0';
  return `${sign}${digits}e${Number(exponent) - fraction.length + significant.length - digits.length}`;
}
