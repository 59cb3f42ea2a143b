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

/** The items, each once. */
export function distinctItems(items: Items): Items {
  if (items.length < 2) return items;
  const distinct: FhirPathItem[] = [];
  const texts = new Set<unknown>();
  for (const item of items) {
    // Equal strings are equal whatever their type, so most items are settled without comparing with each other.
    const plain = typeof item.value === 'string' && !isDate(item) && !isTime(item);
    if (plain ? texts.has(item.value) : includesItem(distinct, item)) continue;
    if (plain) texts.add(item.value);
    distinct.push(item);
  }
  return distinct;
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
