import { card, details, emptyState, type Html, html, rowList } from '@baseplate-epr/clinical-format';
import type { Directory } from '../read/read-directory.ts';
import { problemRow } from './problem-row.ts';
import type { Problems } from './read-problems.ts';

/** Past problems on the card; the page has the rest. */
export const pastOnCard = 10;
/** Active problems on the card. */
const activeOnCard = 25;

/** What the card is drawn from. */
export interface ProblemsCardOptions {
  /** Absent when withheld from the role. */
  readonly problems: Problems | undefined;
  readonly directory: Directory;
  readonly linkBase: string;
  readonly mayAdd: boolean;
}

/** The card of the chart: active problems, then past ones and what turned out not to be true behind a click. */
export function problemsCard({ problems, directory, linkBase, mayAdd }: ProblemsCardOptions): Html {
  if (problems === undefined) {
    return card({
      id: 'problems-allergies-problems',
      heading: 'Problems',
      content: emptyState('Withheld for your role.'),
    });
  }
  const { active, past, notTrue, moreActive, morePast } = problems;
  const rest = active.length - activeOnCard;
  const count = (list: readonly unknown[], more: boolean) => `${more ? 'more than ' : ''}${list.length}`;
  return card({
    id: 'problems-allergies-problems',
    heading: 'Problems',
    meta: `${count(active, moreActive)} active`,
    link: mayAdd
      ? { text: 'Add a problem', href: `${linkBase}/problems/add` }
      : { text: 'All problems', href: `${linkBase}/problems` },
    content: html`${
      active.length === 0
        ? emptyState('No active problems recorded.')
        : rowList(active.slice(0, activeOnCard).map((one) => problemRow(one, directory)))
    }${
      (rest > 0 || moreActive) &&
      html`<p><b>${Math.max(rest, 0)}${moreActive && ' or more'} more active not shown</b></p>`
    }${
      past.length > 0 &&
      details(`Past problems (${count(past, morePast)})`, rowList(past.map((one) => problemRow(one, directory))))
    }${
      notTrue.length > 0 &&
      details(
        `Refuted or entered in error (${notTrue.length})`,
        rowList(notTrue.slice(0, 5).map((one) => problemRow(one, directory))),
      )
    }<p><a class="nhsuk-link" href="${linkBase}/problems">All problems${mayAdd && ', resolve or correct'}</a></p>`,
  });
}
