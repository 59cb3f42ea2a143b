import { details } from '../fragments/details.ts';
import { type Html, html } from '../html/html.ts';
import type { ChartSeries } from './chart-series.ts';
import { type SeriesChartOptions, seriesChartSvg } from './series-chart-svg.ts';
import { seriesTable } from './series-table.ts';

/** A chart with its table equivalent in a details element below it. */
export function seriesFigure(series: ChartSeries, options: SeriesChartOptions = {}): Html {
  if (series.points.length === 0) return seriesChartSvg(series, options);
  return html`<figure class="clinical-figure">${seriesChartSvg(series, options)}${details(`${series.label} as a table`, seriesTable(series))}</figure>`;
}
