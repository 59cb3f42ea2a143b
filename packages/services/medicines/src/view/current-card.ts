import { card, emptyState, type Html, html, rowList } from '@baseplate-epr/clinical-format';
import type { FragmentPage } from '@baseplate-epr/contracts';
import { type MedicineLists, noticeDays } from '../read/medicine-lists.ts';
import { medicineRow } from './medicine-row.ts';
import { stoppedNotice } from './stopped-notice.ts';
import { withheldWords } from './withheld-words.ts';

/** Medicines on the chart's card; the rest is counted, and is on the page. */
const shown = 20;

/** The card of the chart: current medicines, newest first, below the notice of what was stopped lately. */
export function currentCard(lists: MedicineLists, { linkBase }: FragmentPage, now: number): Html {
  const { entries, stopped } = lists;
  const rest = entries.slice(shown);
  const suspended = rest.filter(({ resource }) => resource.status === 'on-hold').length;
  const more = `${rest.length}${lists.more ? ' or more' : ''} more not shown`;
  const meta = `${lists.more ? 'More than ' : ''}${entries.length} current${
    stopped.length === 0 ? '' : `, ${stopped.length} stopped in the last ${noticeDays} days`
  }`;
  return card({
    id: 'medicines-card',
    heading: 'Medicines',
    meta,
    link: { text: 'Past medicines', href: `${linkBase}/past` },
    content: html`${stoppedNotice(lists, now)}${
      entries.length === 0
        ? emptyState('No current medicines recorded.')
        : rowList(entries.slice(0, shown).map((entry) => medicineRow(entry, lists)))
    }${
      (rest.length > 0 || lists.more) &&
      html`<p><b>${more}</b>${suspended > 0 && `, ${suspended} of them suspended`}: <a class="nhsuk-link" href="${linkBase}/">see all current medicines</a></p>`
    }${withheldWords(lists)}`,
  });
}
