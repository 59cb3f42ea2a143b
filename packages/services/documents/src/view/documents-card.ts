import { card, emptyState, type Html, html, rowList } from '@baseplate-epr/clinical-format';
import type { DocumentList } from '../read/read-documents.ts';
import { documentRow } from './document-row.ts';

/** Documents on the chart's card. */
export const shownOnCard = 6;

/** The card of the chart: the newest documents and the ways to all of them and to a new note. */
export function documentsCard(
  list: DocumentList,
  { linkBase, mayWrite }: { readonly linkBase: string; readonly mayWrite: boolean },
): Html {
  const { documents, more } = list;
  return card({
    id: 'documents-card',
    heading: 'Notes and letters',
    ...(documents.length === 0 ? {} : { meta: more ? `newest ${documents.length}` : `${documents.length} in all` }),
    ...(mayWrite ? { link: { text: 'Write a note', href: `${linkBase}/write` } } : {}),
    content: html`${
      documents.length === 0
        ? emptyState('No notes or letters recorded.')
        : rowList(documents.map((document) => documentRow(document, list, linkBase)))
    }${documents.length > 0 && html`<p>${more && html`<b>Older ones are not shown here.</b> `}<a class="nhsuk-link" href="${linkBase}/">All notes and letters</a></p>`}`,
  });
}
