import type { UnitScale } from './unit-scale.ts';

/** Digits that are compared after a conversion: fewer than a double has, so that its rounding does not tell equal values apart. */
const digits = 12;

/** A value in the unit that its kind is compared in, rounded to 12 significant digits; an open end stays open. */
export function scaledValue(value: number, { factor, offset }: UnitScale): number {
  if (Math.abs(value) === Number.MAX_VALUE) return value;
  return Number((value * factor + offset).toPrecision(digits));
}
