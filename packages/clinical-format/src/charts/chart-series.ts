import { epochOfFhirDate } from '../dates/fhir-date.ts';
import { decimalNumber } from '../quantities/decimal-text.ts';

/** One measurement. */
export type ChartPoint = {
  /** FHIR date, dateTime or instant. */
  readonly time: string;
  /** A number, or its digits as text where they must be kept (`1.00`). For blood pressure the systolic value. */
  readonly value: number | string;
  /** "less than" and the like, where the value is a limit and not a measurement. */
  readonly comparator?: string | undefined;
  /** The lower end, where one measurement has two: the diastolic value. Drawn as a vertical line with end caps. */
  readonly low?: number | string | undefined;
  /** How it stands against its range, in words, for the table. */
  readonly word?: string | undefined;
};

/** Measurements of one thing in one unit. Two units are two series: they are never drawn together. */
export type ChartSeries = {
  /** What was measured: "Potassium". */
  readonly label: string;
  /** The readable unit; empty for a bare number. */
  readonly unit: string;
  readonly points: readonly ChartPoint[];
  /** The reference range, in the same unit. */
  readonly range?: { readonly low?: number | undefined; readonly high?: number | undefined } | undefined;
};

/** A point that can be placed: its moment and numbers are known. */
export type PlacedPoint = {
  readonly point: ChartPoint;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly value: number;
  readonly low: number | undefined;
};

/** The points that have both a moment and a number, oldest first. */
export function placedPoints({ points }: ChartSeries): readonly PlacedPoint[] {
  return points
    .flatMap((point) => {
      const at = epochOfFhirDate(point.time);
      const value = decimalNumber(point.value);
      return at === undefined || value === undefined ? [] : [{ point, at, value, low: decimalNumber(point.low) }];
    })
    .sort((a, b) => a.at - b.at);
}

/** Label and unit: `Potassium, mmol/L`. */
export function seriesName({ label, unit }: ChartSeries): string {
  return unit === '' ? label : `${label}, ${unit}`;
}

/** Where a value stands against the series' range; `inside` also when there is none. */
export function standing({ range }: ChartSeries, value: number): 'above' | 'below' | 'inside' {
  if (range?.high !== undefined && value > range.high) return 'above';
  return range?.low !== undefined && value < range.low ? 'below' : 'inside';
}
