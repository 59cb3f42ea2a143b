import type { FoundValue } from './found-values.ts';
import { type OracleRange, type Prefix, withoutPrefix } from './oracle-range.ts';
import { fields } from './oracle-resource.ts';

/** A number as searched for, and half a unit of its last digit. */
interface Searched {
  readonly exact: number;
  readonly half: number;
}

/** “100.00 … is searching for values in the range [99.995 ... 100.005)”; for `1e2` R4 gives [95 ... 105). */
export function searchedNumber(written: string): Searched | undefined {
  const parts = /^[+-]?\d+(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written);
  if (!parts) return undefined;
  const decimals = parts[1]?.length ?? (parts[2] === undefined ? 0 : 1);
  return { exact: Number(written), half: Number(`5e${Number(parts[2] ?? 0) - decimals - 1}`) };
}

/** Doubles that differ only by rounding are the same number. */
const near = (left: number, right: number) =>
  left === right ||
  (Number.isFinite(left - right) && Math.abs(left - right) <= 1e-11 * Math.max(Math.abs(left), Math.abs(right)));
const atLeast = (left: number, right: number) => left > right || near(left, right);
const over = (left: number, right: number) => left > right && !near(left, right);

/** The table of prefixes; “when a comparison prefix is provided, the implicit precision of the number is ignored”. */
export function compareNumbers(prefix: Prefix, { low, high }: OracleRange, { exact, half }: Searched): boolean {
  const contained = atLeast(low, exact - half) && !atLeast(high, exact + half);
  switch (prefix) {
    case 'eq':
      return contained;
    case 'ne':
      return !contained;
    case 'gt':
      return over(high, exact);
    case 'lt':
      return over(exact, low);
    case 'ge':
      return atLeast(high, exact);
    case 'le':
      return atLeast(exact, low);
    case 'sa':
      return over(low, exact);
    case 'eb':
      return over(exact, high);
    case 'ap':
      return atLeast(exact + Math.abs(exact) / 10, low) && atLeast(high, exact - Math.abs(exact) / 10);
  }
}

/** https://hl7.org/fhir/R4/search.html#number */
export function matchesNumber({ type, value }: FoundValue, searched: string): boolean | undefined {
  const [prefix, rest] = withoutPrefix(searched);
  const number = searchedNumber(rest);
  if (!number) return undefined;
  const target =
    type === 'Range' ? rangeOf(value) : typeof value === 'number' ? { low: value, high: value } : undefined;
  return target !== undefined && compareNumbers(prefix, target, number);
}

/** A Range; an end that is not stated is open. */
export function rangeOf(value: unknown): OracleRange | undefined {
  const low = fields(fields(value).low).value;
  const high = fields(fields(value).high).value;
  if (typeof low !== 'number' && typeof high !== 'number') return undefined;
  return {
    low: typeof low === 'number' ? low : Number.NEGATIVE_INFINITY,
    high: typeof high === 'number' ? high : Number.POSITIVE_INFINITY,
  };
}
