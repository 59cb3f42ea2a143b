import { hasCode } from '../json/concept-text.ts';
import { field, listOf, textField } from '../json/read-json.ts';
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
 * Reads `Observation.referenceRange`: the first of the type "normal" or without a type. Its unit is written only
 * where it differs from the `quantity`'s, because then the numbers may not be compared by eye. Never throws.
 */
export function readReferenceRange(referenceRange: unknown, quantity?: unknown): RangeReading {
  const range = listOf(referenceRange).find((each) => {
    const type = field(each, 'type');
    return type === undefined || hasCode(type, normal);
  });
  const low = field(range, 'low');
  const high = field(range, 'high');
  const lowParts = quantityParts(low);
  const highParts = quantityParts(high);
  const agrees = [low, high].filter((end) => end !== undefined).every((end) => unitsAgree(end, quantity));
  const shownUnit = agrees ? '' : lowParts.unit || highParts.unit;
  return {
    low: decimalNumber(field(low, 'value')),
    high: decimalNumber(field(high, 'value')),
    agrees,
    text: words(lowParts.value, highParts.value, shownUnit) ?? textField(range, 'text') ?? noRangeGiven,
  };
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
