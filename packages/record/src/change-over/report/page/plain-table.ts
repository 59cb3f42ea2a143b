import { type Html, type HtmlValue, html } from '@baseplate-epr/clinical-format';

/** A table of a report. */
export interface PlainTable {
  readonly caption: string;
  readonly columns: readonly { readonly heading: string; readonly numeric?: boolean }[];
  readonly rows: readonly { readonly cells: readonly HtmlValue[]; readonly differs?: boolean }[];
}

/** A table that scrolls sideways, by keyboard too, where the page is narrow; its first cells head the rows. */
export function plainTable({ caption, columns, rows }: PlainTable): Html {
  const kind = (numeric: boolean | undefined) => (numeric === true ? 'number' : '');
  const head = columns.map(({ heading, numeric }) => html`<th scope="col" class="${kind(numeric)}">${heading}</th>`);
  const body = rows.map(({ cells, differs = false }) => {
    const written = cells.map((cell, index) =>
      index === 0
        ? html`<th scope="row">${cell}</th>`
        : html`<td class="${kind(columns[index]?.numeric)}">${cell}</td>`,
    );
    return html`<tr class="${differs ? 'off' : ''}">${written}</tr>`;
  });
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** A whole number as people read it; a store that cannot count has none. */
export function countText(count: number | undefined): string {
  return count === undefined ? 'not counted' : count.toLocaleString('en-GB');
}

/** The word that says what a red row means, for those who do not see its colour. */
export function differsWord(differs: boolean): HtmlValue {
  return differs ? html`<span class="differs">Differs</span>` : 'Same';
}
