import type { Bound } from '@baseplate-epr/contracts';
import type { BoundSets } from './date-bounds.ts';
import type { ValuePrefix } from './value-prefix.ts';

const pattern = /^([-+]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([-+]?\d{1,3}))?$/;

/** A number as written, and the range of numbers that are written like it at that precision. */
export interface WrittenNumber {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Reads a number with its implicit precision (https://hl7.org/fhir/R4/search.html#number): `100` stands for `[99.5, 100.5)`,
 * `100.00` for `[99.995, 100.005)`, `5.40e-3` for `[0.005395, 0.005405)`. With an exponent and no fraction a digit more is taken for
 * granted, because R4 gives `[95, 105)` for `1e2`. The ends are computed on the digits, so they are the doubles nearest to the exact
 * ends. `undefined` if it is not a number, or too large for one.
 */
export function writtenNumber(text: string): WrittenNumber | undefined {
  const parts = pattern.exec(text);
  if (!parts) return undefined;
  const [, sign = '', whole = '', , exponent = '0'] = parts;
  const fraction = parts[3] ?? (parts[4] === undefined ? '' : '0');
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -10n : 10n);
  const power = Number(exponent) - fraction.length - 1;
  const number = (significand: bigint) => Number(`${significand}e${power}`);
  const written = { value: number(digits), low: number(digits - 5n), high: number(digits + 5n) };
  return Object.values(written).every(Number.isFinite) ? written : undefined;
}

/**
 * What a prefix means for an entry from `low` to `high` (equal for a plain number): https://hl7.org/fhir/R4/search.html#prefix.
 * `eq` and `ne` use the implicit precision `[L, H)`; the others take the value `v` as exact, as R4 says; `ap` allows 10 %.
 *
 * | prefix | bounds                              |
 * |--------|-------------------------------------|
 * | eq     | low ≥ L and high < H                |
 * | ne     | low < L or high ≥ H                 |
 * | gt, lt | high > v; low < v                   |
 * | ge, le | high ≥ v; low ≤ v                   |
 * | sa, eb | low > v; high < v                   |
 * | ap     | low ≤ v + 10 % and high ≥ v − 10 %  |
 */
export function numberBounds(prefix: ValuePrefix, { value, low, high }: WrittenNumber): BoundSets {
  switch (prefix) {
    case 'eq':
      return [[bound('low', '>=', low), bound('high', '<', high)]];
    case 'ne':
      return [[bound('low', '<', low)], [bound('high', '>=', high)]];
    case 'gt':
      return [[bound('high', '>', value)]];
    case 'lt':
      return [[bound('low', '<', value)]];
    case 'ge':
      return [[bound('high', '>=', value)]];
    case 'le':
      return [[bound('low', '<=', value)]];
    case 'sa':
      return [[bound('low', '>', value)]];
    case 'eb':
      return [[bound('high', '<', value)]];
    case 'ap': {
      const width = Math.abs(value) / 10;
      return [[bound('low', '<=', value + width), bound('high', '>=', value - width)]];
    }
  }
}

function bound(end: Bound['end'], operator: Bound['operator'], value: number): Bound {
  return { end, operator, value };
}
