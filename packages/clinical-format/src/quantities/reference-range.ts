import { conceptText, hasCode } from '../json/concept-text.ts';
import { field, listField, listOf, textField } from '../json/read-json.ts';
import { decimalNumber } from './decimal-text.ts';
import { quantityParts } from './format-quantity.ts';
import { readableUnit } from './readable-unit.ts';

/** Said where a result came without a range. */
export const noRangeGiven = 'No range given';

/** A reference range made ready for comparing and drawing. */
export type RangeReading = {
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Whether the range is in the unit of the quantity it was read for; only then may the two be compared. */
  readonly agrees: boolean;
  /** The range in words: `3.5 – 5.3`, `3.5 or more`, `5.3 or less`, its text, or "No range given". */
  readonly text: string;
};

const normal = new Set(['normal']);

/**
 * Reads `Observation.referenceRange`: those of the type "normal" or without a type. Its unit is written only where it differs from
 * the `quantity`'s, because then the numbers may not be compared by eye. Of several ranges, or one that is for a sex or an age, nobody
 * here knows which is the patient's: all are written with whom they are for, and none is compared with. Never throws.
 */
export function readReferenceRange(referenceRange: unknown, quantity?: unknown): RangeReading {
  const ranges = listOf(referenceRange).filter((each) => {
    const type = field(each, 'type');
    return type === undefined || hasCode(type, normal);
  });
  const [first, ...others] = ranges.map((range) => readOne(range, quantity));
  if (first === undefined) return { low: undefined, high: undefined, agrees: false, text: noRangeGiven };
  if (others.length === 0 && forWhom(ranges[0]) === '') return first;
  const text = [first, ...others].map((each, index) => `${each.text}${forWhom(ranges[index])}`).join('; ');
  return { ...first, agrees: false, text };
}

function readOne(range: unknown, quantity: unknown): RangeReading {
  const low = field(range, 'low');
  const high = field(range, 'high');
  const lowParts = quantityParts(low);
  const highParts = quantityParts(high);
  const ends = [low, high].filter((end) => end !== undefined);
  const agrees = ends.every((end) => unitsAgree(end, quantity));
  const shownUnit = agrees ? '' : lowParts.unit || highParts.unit;
  return {
    low: decimalNumber(field(low, 'value')),
    high: decimalNumber(field(high, 'value')),
    agrees,
    text: words(lowParts.value, highParts.value, shownUnit) ?? textField(range, 'text') ?? noRangeGiven,
  };
}

/** ` (Female, 18 years to 50 years)`; empty for everybody. */
function forWhom(range: unknown): string {
  const people = listField(range, 'appliesTo').map(conceptText);
  const age = field(range, 'age');
  const [from, to] = [formatEnd(field(age, 'low')), formatEnd(field(age, 'high'))];
  const ages = from === undefined ? to && `up to ${to}` : to === undefined ? `from ${from}` : `${from} to ${to}`;
  const known = [...people, ages].filter((part) => part !== undefined && part !== '');
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}

function formatEnd(age: unknown): string | undefined {
  const { value, unit } = quantityParts(age);
  return value === undefined ? undefined : `${value} ${unit}`.trim();
}

/** The range in words; see {@link readReferenceRange}. */
export function formatReferenceRange(referenceRange: unknown, quantity?: unknown): string {
  return readReferenceRange(referenceRange, quantity).text;
}

/**
 * Whether two quantities are in the same unit: by code where both have one, else by what people read. Two missing
 * units are not known to be the same.
 */
export function unitsAgree(one: unknown, other: unknown): boolean {
  const [code, otherCode] = [textField(one, 'code'), textField(other, 'code')];
  if (code !== undefined && otherCode !== undefined) return code === otherCode;
  const readable = readings(other);
  return readings(one).some((unit) => readable.includes(unit));
}

function readings(quantity: unknown): readonly string[] {
  return [textField(quantity, 'code'), textField(quantity, 'unit')]
    .filter((unit) => unit !== undefined)
    .map(readableUnit);
}

function words(low: string | undefined, high: string | undefined, unit: string): string | undefined {
  const suffix = unit === '' ? '' : unit === '%' ? '%' : ` ${unit}`;
  if (low !== undefined && high !== undefined) return `${low} \u2013 ${high}${suffix}`;
  if (low !== undefined) return `${low}${suffix} or more`;
  return high === undefined ? undefined : `${high}${suffix} or less`;
}
