import { attributes } from '../html/attributes.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';

/** One column of a table. */
export type TableColumn = {
  /** Never empty; a column of actions is headed too, if need be only for screen readers. */
  readonly heading: HtmlValue;
  /** Numbers: right-aligned. */
  readonly numeric?: boolean;
  /** The heading is there for screen readers only. */
  readonly headingHidden?: boolean;
};

/** One row: as many cells as there are columns; the first is the row's heading. */
export type TableRow = {
  readonly cells: readonly HtmlValue[];
  /** `urgent` adds a red edge to a row whose words already say why. */
  readonly tone?: 'plain' | 'urgent' | 'muted';
};

/** A data table. */
export type TableOptions = {
  /** What the table shows; also the name of its scrolling group. */
  readonly caption: string;
  /** Show the caption; otherwise it is for screen readers, where a heading above says the same. */
  readonly captionShown?: boolean;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** Said instead of a table without rows. */
  readonly empty: string;
};

/**
 * A data table in a group that scrolls sideways by keyboard as well (WCAG 2.2, 2.1.1 and 1.4.10); a group and not a
 * region, because a landmark for every table would drown the real ones. Without rows it is a sentence, because an empty
 * table leaves the reader guessing.
 */
export function table({ caption, captionShown = false, columns, rows, empty }: TableOptions): Html {
  if (rows.length === 0) return html`<p class="clinical-empty">${empty}</p>`;
  const captionClass = `nhsuk-table__caption${captionShown ? ' nhsuk-table__caption--s' : ' nhsuk-u-visually-hidden'}`;
  return html`<div class="nhsuk-table-container clinical-scroll" role="group" tabindex="0"${attributes({ 'aria-label': caption })}><table class="nhsuk-table clinical-table"><caption class="${captionClass}">${caption}</caption><thead class="nhsuk-table__head"><tr>${columns.map(heading)}</tr></thead><tbody class="nhsuk-table__body">${rows.map((row) => writeRow(row, columns))}</tbody></table></div>`;
}

function heading({ heading: text, numeric = false, headingHidden = false }: TableColumn): Html {
  const className = numeric ? 'nhsuk-table__header nhsuk-table__header--numeric' : 'nhsuk-table__header';
  return html`<th scope="col" class="${className}">${headingHidden ? html`<span class="nhsuk-u-visually-hidden">${text}</span>` : text}</th>`;
}

function writeRow({ cells, tone = 'plain' }: TableRow, columns: readonly TableColumn[]): Html {
  return html`<tr${attributes({ class: tone === 'plain' ? undefined : `clinical-row--${tone}` })}>${columns.map(
    ({ numeric }, index) => {
      const cell = cells[index] ?? '';
      if (index === 0) return html`<th scope="row" class="nhsuk-table__header">${cell}</th>`;
      return html`<td class="nhsuk-table__cell${numeric && ' nhsuk-table__cell--numeric'}">${cell}</td>`;
    },
  )}</tr>`;
}
