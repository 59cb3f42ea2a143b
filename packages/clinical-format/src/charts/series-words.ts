import { formatDate } from '../dates/format-date.ts';
import { formatDecimal } from '../quantities/decimal-text.ts';
import { type ChartPoint, type ChartSeries, type PlacedPoint, seriesName, standing } from './chart-series.ts';

/** The value of a point with its digits: `6.9`, `less than 5`, `128/76`. */
export function pointValue({ value, low, comparator = '' }: ChartPoint): string {
  const upper = `${comparator} ${formatDecimal(value) ?? 'Not recorded'}`.trim();
  const lower = formatDecimal(low);
  return lower === undefined ? upper : `${upper}/${lower}`;
}

/** The value with its unit: `6.9 mmol/L`. */
export function pointWithUnit(point: ChartPoint, { unit }: ChartSeries): string {
  if (unit === '') return pointValue(point);
  return unit === '%' ? `${pointValue(point)}%` : `${pointValue(point)} ${unit}`;
}

/**
 * What a chart shows, in one or two sentences, for those who do not see it: how many points, from when to when, the
 * latest and the previous one, and the range. `shown` may be fewer than the series has.
 */
export function seriesSentence(series: ChartSeries, shown: readonly PlacedPoint[]): string {
  const latest = shown.at(-1);
  const first = shown[0];
  if (latest === undefined || first === undefined) return `${seriesName(series)}: no measurements`;
  const left = series.points.length - shown.length;
  const count = `${left > 0 ? 'latest ' : ''}${shown.length} ${shown.length === 1 ? 'measurement' : 'measurements'}${left > 0 ? ` of ${series.points.length}` : ''}`;
  const [from, to] = [formatDate(first.point.time), formatDate(latest.point.time)];
  const span = from === to ? `on ${to}` : `from ${from} to ${to}`;
  const previous = shown.at(-2);
  const before = previous === undefined ? '' : `, previous ${pointValue(previous.point)}`;
  const where = { above: ', above range', below: ', below range', inside: '' }[standing(series, latest.value)];
  return `${seriesName(series)}: ${count} ${span}. Latest ${pointValue(latest.point)}${where}${before}${rangeWords(series)}.`;
}

function rangeWords({ range }: ChartSeries): string {
  const [low, high] = [formatDecimal(range?.low), formatDecimal(range?.high)];
  if (low !== undefined && high !== undefined) return `. Range ${low} to ${high}`;
  if (low !== undefined) return `. Range ${low} or more`;
  return high === undefined ? '' : `. Range ${high} or less`;
}
