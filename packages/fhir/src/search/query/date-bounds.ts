import type { Bound } from '@baseplate-epr/contracts';
import type { DateRange } from '../../date/date-range.ts';
import type { ValuePrefix } from './value-prefix.ts';

/** Sets of bounds, any one of which must be satisfied by one entry. */
export type BoundSets = readonly (readonly Bound[])[];

/**
 * What a date prefix means for an entry `[low, high)`, where the search value covers `[L, H)`:
 * https://hl7.org/fhir/R4/search.html#prefix and https://hl7.org/fhir/R4/search.html#date.
 *
 * | prefix | R4: the search value's range …                               | bounds                              |
 * |--------|--------------------------------------------------------------|-------------------------------------|
 * | eq     | fully contains the entry's                                   | low ≥ L and high ≤ H                |
 * | ne     | does not fully contain the entry's                           | low < L or high > H                 |
 * | gt     | … and the range above it overlaps the entry's                | high > H                            |
 * | lt     | … and the range below it overlaps the entry's                | low < L                             |
 * | ge     | gt or eq                                                     | high > H or low ≥ L                 |
 * | le     | lt or eq                                                     | low < L or high ≤ H                 |
 * | sa     | ends before the entry's begins                               | low ≥ H                             |
 * | eb     | begins after the entry's has ended                           | high ≤ L                            |
 * | ap     | overlaps the entry's, widened on both sides by 10 % of the time between it and now | low < H + w and high > L − w |
 *
 * For `ge`, an entry with low ≥ L is either contained or reaches beyond H, so “gt or eq” comes down to one bound each; `le` alike.
 */
export function dateBounds(prefix: ValuePrefix, { low: L, high: H }: DateRange, now: number): BoundSets {
  switch (prefix) {
    case 'eq':
      return [[bound('low', '>=', L), bound('high', '<=', H)]];
    case 'ne':
      return [[bound('low', '<', L)], [bound('high', '>', H)]];
    case 'gt':
      return [[bound('high', '>', H)]];
    case 'lt':
      return [[bound('low', '<', L)]];
    case 'ge':
      return [[bound('high', '>', H)], [bound('low', '>=', L)]];
    case 'le':
      return [[bound('low', '<', L)], [bound('high', '<=', H)]];
    case 'sa':
      return [[bound('low', '>=', H)]];
    case 'eb':
      return [[bound('high', '<=', L)]];
    case 'ap': {
      const width = Math.round(Math.abs(now - L) / 10);
      return [[bound('low', '<', H + width), bound('high', '>', L - width)]];
    }
  }
}

/** The same for an instant, which the store compares as a point `t`, standing for `[t, t + 1)`. */
export function instantBounds(sets: BoundSets): BoundSets {
  return sets.map((set) => set.map((one) => (one.end === 'low' ? one : bound('low', one.operator, one.value - 1))));
}

function bound(end: Bound['end'], operator: Bound['operator'], value: number): Bound {
  return { end, operator, value };
}
