import { type Html, html } from '@baseplate-epr/clinical-format';

/** How far back the page looks. */
export interface Period {
  readonly name: string;
  readonly words: string;
  /** Absent: everything. */
  readonly days?: number;
}

const everything: Period = { name: 'all', words: 'All' };
const periods: readonly Period[] = [
  everything,
  { name: 'day', words: 'Last 24 hours', days: 1 },
  { name: 'week', words: 'Last 7 days', days: 7 },
  { name: 'month', words: 'Last 30 days', days: 30 },
  { name: 'year', words: 'Last 12 months', days: 366 },
];

/** The period with this name, else everything. */
export function periodOf(name: string | null): Period {
  return periods.find((period) => period.name === name) ?? everything;
}

/** Links to the periods; the current one is plain text. */
export function periodFilter(current: Period, linkBase: string): Html {
  return html`<ul class="observations-filter" role="list" aria-label="Period">${periods.map(({ name, words }) =>
    name === current.name
      ? html`<li><strong aria-current="page">${words}</strong></li>`
      : html`<li><a class="nhsuk-link" href="${linkBase}/all?period=${name}">${words}</a></li>`,
  )}</ul>`;
}
