import { type Html, html } from '../html/html.ts';
import { chartColours as colours } from './chart-colours.ts';
import { type ChartSeries, placedPoints, seriesName, standing } from './chart-series.ts';
import { linearScale, short } from './linear-scale.ts';
import { seriesSentence } from './series-words.ts';

/** Size of a trend in CSS pixels, and how many of the latest points it shows. */
export type TrendOptions = { readonly width?: number; readonly height?: number; readonly limit?: number };

/**
 * A small trend beside a number: the line of the latest points by time, the reference range as a band, the last point
 * marked by shape as well as colour (a triangle pointing up above range, down below it, else a dot). Its title says
 * the same in words. With fewer than two points there is no trend, which it says. Under 1 kB for 24 points.
 */
export function trendSvg(series: ChartSeries, { width = 132, height = 34, limit = 24 }: TrendOptions = {}): Html {
  const shown = placedPoints(series).slice(-limit);
  const last = shown.at(-1);
  const first = shown[0];
  if (shown.length < 2 || last === undefined || first === undefined) {
    return html`<span class="clinical-meta">No trend yet</span>`;
  }
  const values = shown.map(({ value }) => value);
  const { low, high } = series.range ?? {};
  const ends = [low, high].filter((end) => end !== undefined);
  const y = linearScale(Math.min(...values, ...ends), Math.max(...values, ...ends), height - 5, 5);
  const x = linearScale(first.at, last.at, 5, width - 6);
  const top = high === undefined ? 0 : y(high);
  const bottom = low === undefined ? height : y(low);
  const band =
    ends.length > 0 &&
    html`<rect y="${short(top)}" width="${width}" height="${short(Math.max(bottom - top, 1))}" fill="${colours.band}"/>`;
  const line = shown.map(({ at, value }) => `${short(x(at))},${short(y(value))}`).join(' ');
  return html`<svg class="clinical-trend" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${seriesName(series)} trend</title><desc>${seriesSentence(series, shown)}</desc>${band}<polyline points="${line}" fill="none" stroke="${colours.line}" stroke-width="1.5"/>${marker(x(last.at), y(last.value), standing(series, last.value))}</svg>`;
}

/** A dot inside the range, a triangle pointing the way outside it. */
export function marker(x: number, y: number, where: 'above' | 'below' | 'inside', size = 4): Html {
  if (where === 'inside') {
    return html`<circle cx="${short(x)}" cy="${short(y)}" r="${short(size * 0.875)}" fill="${colours.point}"/>`;
  }
  const tip = where === 'above' ? y - size : y + size;
  const base = where === 'above' ? y + size * 0.8 : y - size * 0.8;
  return html`<path d="M${short(x)} ${short(tip)}L${short(x + size)} ${short(base)}H${short(x - size)}z" fill="${colours.outside}"/>`;
}
