import { details } from '../fragments/details.ts';
import { type Html, html } from '../html/html.ts';
import type { ChartSeries } from './chart-series.ts';
import { type SeriesChartOptions, seriesChartSvg } from './series-chart-svg.ts';
import { seriesTable } from './series-table.ts';

/**
 * A chart with its table equivalent in a details element below it. On a narrow screen the chart shrinks with its column,
 * so that the newest point is always in view: give it a `width` of about 400 where telephones show it.
 */
export function seriesFigure(series: ChartSeries, options: SeriesChartOptions = {}): Html {
  if (series.points.length === 0) return seriesChartSvg(series, options);
  return html`<figure class="clinical-figure"><div class="clinical-scroll" role="group" tabindex="0" aria-label="${series.label} chart">${seriesChartSvg(series, options)}</div>${details(`${series.label} as a table`, seriesTable(series))}</figure>`;
}
