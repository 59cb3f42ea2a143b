import { parseDateRange } from '../date/date-range.ts';
import { isJsonObject, type JsonValue } from '../json/json-value.ts';

/** Below, at or above zero as a value is less, equal or more than a bound; undefined where they cannot be compared. */
export function compareValues(value: JsonValue | undefined, bound: JsonValue): number | undefined {
  if (typeof value === 'number' && typeof bound === 'number') return value - bound;
  if (typeof value === 'string' && typeof bound === 'string') return compareDates(value, bound);
  if (!isJsonObject(value) || !isJsonObject(bound)) return undefined;
  // Quantities of one unit only: what is said in another is left to whoever reads it.
  if (value.code !== bound.code || value.system !== bound.system) return undefined;
  return value.value === undefined || bound.value === undefined ? undefined : compareValues(value.value, bound.value);
}

function compareDates(value: string, bound: string): number | undefined {
  const one = parseDateRange(value);
  const other = parseDateRange(bound);
  if (one === undefined || other === undefined) return undefined;
  if (one.high <= other.low) return -1;
  return one.low >= other.high ? 1 : 0;
}
