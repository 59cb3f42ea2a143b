import { formatDateTime } from '../dates/format-date.ts';
import { type TableColumn, table } from '../fragments/table.ts';
import type { Html } from '../html/html.ts';
import { type ChartSeries, placedPoints, seriesName } from './chart-series.ts';
import { pointValue } from './series-words.ts';

/** The numbers of a chart as a table, newest first, every point of the series that has a time and a number. */
export function seriesTable(series: ChartSeries): Html {
  const rows = placedPoints(series).toReversed();
  const worded = rows.some(({ point }) => point.word !== undefined);
  const columns: TableColumn[] = [
    { heading: 'Date and time' },
    { heading: series.unit === '' ? 'Value' : `Value (${series.unit})`, numeric: true },
  ];
  if (worded) columns.push({ heading: 'Against range' });
  return table({
    caption: `${seriesName(series)}: all measurements`,
    columns,
    rows: rows.map(({ point }) => ({
      cells: [formatDateTime(point.time), pointValue(point), ...(worded ? [point.word ?? 'Not recorded'] : [])],
    })),
    empty: `No measurements of ${series.label}.`,
  });
}
