import { compareTimes, isDate, isTime } from './compare.ts';
import type { FhirPathItem, Items } from './item.ts';
import { isRecord } from './navigate.ts';

/** `=` of collections: in order, item by item; undefined if either is empty. */
export function equalItems(left: Items, right: Items): boolean | undefined {
  if (left.length === 0 || right.length === 0) return undefined;
  if (left.length !== right.length) return false;
  let certain = true;
  for (let index = 0; index < left.length; index += 1) {
    const [a, b] = [left[index], right[index]];
    const equal = a && b && equalItem(a, b);
    if (equal === false) return false;
    if (equal === undefined) certain = false;
  }
  return certain ? true : undefined;
}

/** `=` of two items; undefined where dates overlap without being the same. */
function equalItem(left: FhirPathItem, right: FhirPathItem): boolean | undefined {
  if (left.value === right.value) return left.value !== undefined || deepEqual(left.extra, right.extra);
  if (isDate(left) || isDate(right)) return equalTimes(left, right, '');
  if (isTime(left) || isTime(right)) return equalTimes(left, right, '1970-01-01T');
  return deepEqual(left.value, right.value);
}

/** True if one of the items equals this one. */
export function includesItem(items: Items, item: FhirPathItem): boolean {
  return items.some((one) => equalItem(one, item) === true);
}

/**
 * The items, each once. Only times are held against all others, since they may be equal without being written alike; held against each other,
 * a few thousand elements that have an extension and no value took minutes.
 */
export function distinctItems(items: Items): Items {
  if (items.length < 2) return items;
  const distinct: FhirPathItem[] = [];
  const plain = new Set<unknown>();
  const written = new Set<string>();
  for (const item of items) {
    const { value, extra } = item;
    if (isDate(item) || isTime(item)) {
      if (includesItem(distinct, item)) continue;
    } else if (value === undefined || typeof value === 'object') {
      const text = value === undefined ? `beside ${writtenAlike(extra)}` : writtenAlike(value);
      if (written.has(text)) continue;
      written.add(text);
    } else {
      // Equal strings are equal whatever their type.
      if (plain.has(value)) continue;
      plain.add(value);
    }
    distinct.push(item);
  }
  return distinct;
}

/** A text that is the same for values which are {@link deepEqual}. */
function writtenAlike(value: unknown): string {
  const inOrder = (_key: string, one: unknown) =>
    isRecord(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one;
  return JSON.stringify(value, inOrder) ?? '';
}

/** `~` of collections: in any order; text without regard to case and white space, numbers to the lesser precision. */
export function equivalentItems(left: Items, right: Items): boolean {
  if (left.length !== right.length) return false;
  const rest = [...right];
  return left.every((item) => {
    const at = rest.findIndex((other) => equivalentItem(item, other));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
}

function equivalentItem(left: FhirPathItem, right: FhirPathItem): boolean {
  const [a, b] = [left.value, right.value];
  if (typeof a === 'string' && typeof b === 'string' && !isDate(left) && !isTime(left)) return plain(a) === plain(b);
  if (typeof a === 'number' && typeof b === 'number') {
    const digits = Math.min(decimals(a), decimals(b));
    return a.toFixed(digits) === b.toFixed(digits);
  }
  return equalItem(left, right) === true;
}

function equalTimes(left: FhirPathItem, right: FhirPathItem, day: string): boolean | undefined {
  if (typeof left.value !== 'string' || typeof right.value !== 'string') return false;
  const order = compareTimes(left.value, right.value, day);
  return order === undefined ? undefined : order === 0;
}

function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((one, index) => deepEqual(one, right[index]));
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && deepEqual(left[key], right[key]))
  );
}

function plain(text: string): string {
  return text.trim().replace(/\s+/gu, ' ').toLowerCase();
}

function decimals(value: number): number {
  return Math.min(8, String(value).split('.')[1]?.length ?? 0);
}
