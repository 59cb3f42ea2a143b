import { type Items, noItems, numberItems } from '../item.ts';
import { singletonNumber } from '../singleton.ts';
import { ofItemsAnd, type PathFunction } from './path-function.ts';

/** A function of one number and perhaps another; what is no number any more (the root of −1) is empty. */
function ofNumber(
  least: number,
  most: number,
  compute: (value: number, other: number | undefined) => number,
  decimal = false,
): PathFunction {
  return ofItemsAnd(least, most, (items, other): Items => {
    const value = singletonNumber(items);
    const second = singletonNumber(other);
    if (value === undefined || (least > 0 && second === undefined)) return noItems;
    return numberItems(compute(value, second), decimal);
  });
}

/** http://hl7.org/fhirpath/N1/#math */
export const numberFunctions: Readonly<Record<string, PathFunction>> = {
  abs: ofNumber(0, 0, Math.abs),
  ceiling: ofNumber(0, 0, Math.ceil),
  floor: ofNumber(0, 0, Math.floor),
  truncate: ofNumber(0, 0, Math.trunc),
  exp: ofNumber(0, 0, Math.exp, true),
  ln: ofNumber(0, 0, Math.log, true),
  sqrt: ofNumber(0, 0, Math.sqrt, true),
  log: ofNumber(1, 1, (value, base = Math.E) => Math.log(value) / Math.log(base), true),
  power: ofNumber(1, 1, (value, exponent = 1) => value ** exponent),
  round: ofNumber(
    0,
    1,
    (value, digits = 0) => {
      const factor = 10 ** digits;
      return (Math.sign(value) * Math.round(Math.abs(value) * factor)) / factor;
    },
    true,
  ),
};
