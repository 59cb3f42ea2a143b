import { card, emptyState, type Html, type HtmlValue, html, rowList } from '@baseplate-epr/clinical-format';
import type { FragmentPage } from '@baseplate-epr/contracts';
import type { MedicineLists } from '../read/medicine-lists.ts';
import { medicineRow } from './medicine-row.ts';
import { stoppedNotice } from './stopped-notice.ts';
import { withheldWords } from './withheld-words.ts';

/** The page of one list, whole, with the way to the other. */
export function medicinesPage(lists: MedicineLists, { linkBase }: FragmentPage, now: number): Html {
  const { list, entries } = lists;
  const past = list === 'past';
  const mistaken = entries.filter(({ description }) => description.group === 'mistaken');
  const kept = entries.filter((entry) => !mistaken.includes(entry));
  const heading = past ? 'Past medicines' : 'Current medicines';
  return card({
    id: 'medicines-page',
    heading,
    meta:
      kept.length === 0
        ? undefined
        : `${lists.more ? 'More than ' : ''}${kept.length} ${past ? 'past, latest ended first' : 'current, newest first'}`,
    content: html`${switcher(linkBase, past)}${stoppedNotice(lists, now)}${
      kept.length === 0
        ? emptyState(past ? 'No past medicines recorded.' : 'No current medicines recorded.')
        : rowList(kept.map((entry) => medicineRow(entry, lists)))
    }${lists.more && html`<p><b>Older ones are not shown.</b> This page reads the newest 300.</p>`}${
      mistaken.length > 0 &&
      html`<h3 class="nhsuk-heading-xs">Entered in error: never given</h3>${rowList(mistaken.map((entry) => medicineRow(entry, lists)))}`
    }${withheldWords(lists)}`,
  });
}

function switcher(linkBase: string, past: boolean): HtmlValue {
  const choice = (text: string, href: string, here: boolean) =>
    here
      ? html`<li><b aria-current="page">${text}</b></li>`
      : html`<li><a class="nhsuk-link" href="${href}">${text}</a></li>`;
  return html`<nav aria-label="Which medicines"><ul class="clinical-choices" role="list">${choice('Current', `${linkBase}/`, !past)}${choice('Past', `${linkBase}/past`, past)}</ul></nav>`;
}
