import { parseDateRange } from '../date/date-range.ts';
import { evaluationError } from './evaluation-error.ts';
import type { FhirPathItem } from './item.ts';
import { isRecord } from './navigate.ts';
import { isSubtype } from './type-model.ts';

const dateTypes = new Set(['date', 'dateTime', 'instant', 'System.Date', 'System.DateTime']);
const timeTypes = new Set(['time', 'System.Time']);

/** True for a date, dateTime or instant. */
export function isDate(item: FhirPathItem): boolean {
  return dateTypes.has(item.type);
}

/** True for a time of day. */
export function isTime(item: FhirPathItem): boolean {
  return timeTypes.has(item.type);
}

/**
 * Which of two items comes first: negative, zero or positive. Undefined where FHIRPath answers with nothing: dates that differ in
 * precision and overlap, quantities in different units, values that are not there.
 * @throws BaseplateError for items that have no order.
 */
export function compareItems(left: FhirPathItem, right: FhirPathItem): number | undefined {
  const [a, b] = [left.value, right.value];
  if (a === undefined || b === undefined) return undefined;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isDate(left) || isDate(right)) return compareTimes(a, b, '');
  if (isTime(left) || isTime(right)) return compareTimes(a, b, '1970-01-01T');
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (isSubtype(left.type, 'Quantity') && isSubtype(right.type, 'Quantity')) return compareQuantities(a, b);
  throw evaluationError('values of different kinds were compared.');
}

/** As {@link compareItems} for two texts that are dates; undefined if either is none. */
export function compareTimes(left: unknown, right: unknown, day: string): number | undefined {
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  const a = parseDateRange(day + left);
  const b = parseDateRange(day + right);
  if (!a || !b) return undefined;
  // FHIRPath takes seconds and their fractions for one precision.
  if (a.high - a.low <= 1000 && b.high - b.low <= 1000) return a.low - b.low;
  if (a.high <= b.low) return -1;
  if (b.high <= a.low) return 1;
  return a.low === b.low && a.high === b.high ? 0 : undefined;
}

function compareQuantities(left: unknown, right: unknown): number | undefined {
  if (!isRecord(left) || !isRecord(right)) return undefined;
  if (typeof left.value !== 'number' || typeof right.value !== 'number') return undefined;
  const coded = left.code !== undefined && right.code !== undefined;
  const same = coded ? left.code === right.code && left.system === right.system : left.unit === right.unit;
  return same ? left.value - right.value : undefined;
}
