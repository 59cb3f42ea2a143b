import { formatDate } from '../dates/format-date.ts';
import { attributes } from '../html/attributes.ts';
import { type Html, html } from '../html/html.ts';
import { formatDecimal } from '../quantities/decimal-text.ts';
import { chartColours as colours } from './chart-colours.ts';
import { type ChartSeries, type PlacedPoint, placedPoints, seriesName, standing } from './chart-series.ts';
import { linearScale, niceTicks, type Scale, short } from './linear-scale.ts';
import { pointValue, pointWithUnit, seriesSentence } from './series-words.ts';
import { marker } from './trend-svg.ts';

/** Size of a chart in CSS pixels (it shrinks with its column), and how many of the latest points it shows. */
export type SeriesChartOptions = { readonly width?: number; readonly height?: number; readonly limit?: number };

/** Below this width the latest value stands below the name of the series, not beside it. */
const wide = 480;
const left = 52;
const right = 14;
const bottom = 26;

/**
 * A chart of one series in one unit: points (never bars) joined by a thin line, blood pressure as vertical lines with
 * end caps, the reference range as a band, label and unit always in view, the latest value largest with the previous
 * one beside it. Points outside the range are triangles, not only red. Put `seriesTable` beside it: a chart alone is
 * no way to read numbers. Without points it is a sentence.
 */
export function seriesChartSvg(
  series: ChartSeries,
  { width = 520, height = 200, limit = 200 }: SeriesChartOptions = {},
): Html {
  const shown = placedPoints(series).slice(-limit);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) {
    return html`<p class="clinical-empty">No measurements of ${series.label} to draw.</p>`;
  }
  const ends = [series.range?.low, series.range?.high].filter((end) => end !== undefined);
  const all = [...shown.flatMap(({ value, low }) => (low === undefined ? [value] : [value, low])), ...ends];
  const ticks = niceTicks(Math.min(...all), Math.max(...all), 5);
  const top = width < wide ? 66 : 46;
  const y = linearScale(ticks[0] ?? 0, ticks.at(-1) ?? 1, height - bottom, top);
  const x = linearScale(first.at, last.at, left + 10, width - right - 6);
  return html`<svg class="clinical-chart" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-size="12" fill="${colours.text}"><title>${seriesName(series)}</title><desc>${seriesSentence(series, shown)}</desc>${heading(series, shown, width)}${band(series, y, { top, width, height })}${ticks.map((tick) => gridLine(tick, y(tick), width))}${timeAxis(first, last, x, height, width)}${plot(series, shown, x, y)}</svg>`;
}

function heading(series: ChartSeries, shown: readonly PlacedPoint[], width: number): Html {
  const [latest, previous] = [shown.at(-1), shown.at(-2)];
  const before =
    previous !== undefined &&
    html` <tspan font-size="13" font-weight="400">previous ${pointValue(previous.point)}</tspan>`;
  const value = html`${latest !== undefined && pointWithUnit(latest.point, series)}${before}`;
  const place = width < wide ? { x: 0, y: 42 } : { x: width - right, y: 20, 'text-anchor': 'end' };
  return html`<text x="0" y="18" font-size="14">${seriesName(series)}</text><text${attributes(place)} font-size="20" font-weight="700">${value}</text>`;
}

type Frame = { readonly top: number; readonly width: number; readonly height: number };

function band({ range }: ChartSeries, y: Scale, { top, width, height }: Frame): Html | false {
  if (range?.low === undefined && range?.high === undefined) return false;
  const upper = range.high === undefined ? top : y(range.high);
  const lower = range.low === undefined ? height - bottom : y(range.low);
  return html`<rect x="${left}" y="${short(upper)}" width="${width - left - right}" height="${short(Math.max(lower - upper, 1))}" fill="${colours.band}"/>`;
}

function gridLine(tick: number, y: number, width: number): Html {
  return html`<path d="M${left} ${short(y)}H${width - right}" stroke="${colours.grid}"/><text x="${left - 6}" y="${short(y + 4)}" text-anchor="end">${formatDecimal(tick)}</text>`;
}

function timeAxis(first: PlacedPoint, last: PlacedPoint, x: Scale, height: number, width: number): Html {
  const [from, to] = [formatDate(first.point.time), formatDate(last.point.time)];
  if (from === to) {
    return html`<text x="${short((left + width - right) / 2)}" y="${height - 6}" text-anchor="middle">${to}</text>`;
  }
  return html`<text x="${short(x(first.at) - 10)}" y="${height - 6}">${from}</text><text x="${width - right}" y="${height - 6}" text-anchor="end">${to}</text>`;
}

function plot(series: ChartSeries, shown: readonly PlacedPoint[], x: Scale, y: Scale): Html {
  const paired = shown.some(({ low }) => low !== undefined);
  const line = shown.map(({ at, value }) => `${short(x(at))},${short(y(value))}`).join(' ');
  const joined = !paired && html`<polyline points="${line}" fill="none" stroke="${colours.line}"/>`;
  const marks = shown.map(({ at, value, low }) =>
    low === undefined ? marker(x(at), y(value), standing(series, value)) : capped(x(at), y(value), y(low)),
  );
  return html`${joined}${marks}`;
}

function capped(x: number, upper: number, lower: number): Html {
  const [from, to] = [short(x - 4), short(x + 4)];
  return html`<path d="M${from} ${short(upper)}H${to}M${short(x)} ${short(upper)}V${short(lower)}M${from} ${short(lower)}H${to}" fill="none" stroke="${colours.point}" stroke-width="2"/>`;
}
