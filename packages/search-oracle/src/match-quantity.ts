import { createRequire } from 'node:module';
import type { FoundValue } from './found-values.ts';
import { compareNumbers, rangeOf, searchedNumber } from './match-number.ts';
import { type OracleRange, withoutPrefix } from './oracle-range.ts';
import { fields, text } from './oracle-resource.ts';

const ucum = 'http://unitsofmeasure.org';
const require = createRequire(import.meta.url);
const { UcumLhcUtils } = require('@lhncbc/ucum-lhc') as {
  readonly UcumLhcUtils: {
    getInstance(): { convertUnitTo(from: string, value: number, to: string): { readonly toVal: number | null } };
  };
};

interface Measured extends OracleRange {
  readonly unit: Readonly<Record<string, unknown>>;
}

function measured({ type, value }: FoundValue): Measured | undefined {
  const one = fields(value);
  if (type === 'Range') {
    const range = rangeOf(value);
    return range && { ...range, unit: fields(one.low ?? one.high) };
  }
  if (type === 'Money') {
    if (typeof one.value !== 'number') return undefined;
    return {
      low: one.value,
      high: one.value,
      unit: { system: 'urn:iso:std:iso:4217', code: one.currency, unit: one.currency },
    };
  }
  if (type === 'SampledData') return sampled(one);
  if (typeof one.value !== 'number') return undefined;
  const comparator = text(one.comparator) ?? '';
  return {
    low: comparator.startsWith('<') ? Number.NEGATIVE_INFINITY : one.value,
    high: comparator.startsWith('>') ? Number.POSITIVE_INFINITY : one.value,
    unit: one,
  };
}

function sampled(one: Readonly<Record<string, unknown>>): Measured | undefined {
  const origin = fields(one.origin);
  const zero = typeof origin.value === 'number' ? origin.value : 0;
  const factor = typeof one.factor === 'number' ? one.factor : 1;
  const points = (text(one.data) ?? '').split(' ').filter((point) => /^[-+]?\d/.test(point));
  const values = points.map((point) => zero + Number(point) * factor);
  return values.length === 0 ? undefined : { low: Math.min(...values), high: Math.max(...values), unit: origin };
}

/** https://hl7.org/fhir/R4/search.html#quantity, on canonical units where both sides are UCUM. */
export function matchesQuantity(found: FoundValue, searched: string): boolean | undefined {
  const [first = '', system = '', code = ''] = searched.split('|');
  const [prefix, rest] = withoutPrefix(first);
  const number = searchedNumber(rest);
  if (!number) return undefined;
  const target = measured(found);
  if (!target) return false;
  const { unit } = target;
  if (system === '')
    return (code === '' || unit.code === code || unit.unit === code) && compareNumbers(prefix, target, number);
  if (unit.system !== system) return false;
  if (code === '' || unit.code === code) return compareNumbers(prefix, target, number);
  if (system !== ucum) return false;
  const from = text(unit.code) ?? '';
  const [low, high] = [convert(target.low, from, code), convert(target.high, from, code)];
  return low !== undefined && high !== undefined && compareNumbers(prefix, { low, high }, number);
}

function convert(value: number, from: string, to: string): number | undefined {
  if (!Number.isFinite(value)) return convert(1, from, to) === undefined ? undefined : value;
  return UcumLhcUtils.getInstance().convertUnitTo(from, value, to).toVal ?? undefined;
}
