import {
  buttonLink,
  card,
  conceptText,
  emptyState,
  fragmentResponse,
  type HtmlValue,
  html,
  rowList,
} from '@baseplate-epr/clinical-format';
import type { DocumentReference } from '@medplum/fhirtypes';
import { readDocuments } from '../read/read-documents.ts';
import { mayWrite } from '../service/may-write.ts';
import type { Visit } from '../service/visit.ts';
import { documentRow } from './document-row.ts';

const limit = 300;

/** The page of all notes and letters, newest first, of every kind or of one. @throws FhirError 403 if they are withheld */
export async function documentsPage(visit: Visit): Promise<Response> {
  const { client, page, url } = visit;
  const list = await readDocuments(client, { patient: page.patient, limit });
  const wanted = url.searchParams.get('kind') ?? '';
  const kinds = [...new Map(list.documents.map((one) => [slugOf(one), kindOf(one)]))].sort(([, a], [, b]) =>
    a.localeCompare(b, 'en-GB'),
  );
  const chosen = kinds.find(([slug]) => slug === wanted);
  const shown = chosen === undefined ? list.documents : list.documents.filter((one) => slugOf(one) === wanted);
  return fragmentResponse(
    card({
      id: 'documents-page',
      heading: chosen === undefined ? 'Notes and letters' : `Notes and letters: ${chosen[1]}`,
      meta: `${shown.length}${list.more ? ' of the newest' : ''}${chosen === undefined ? '' : ` of ${list.documents.length}`}, newest first`,
      content: html`${mayWrite(visit) && html`<p>${buttonLink('Write a note', `${page.linkBase}/write`)}</p>`}${
        kinds.length > 1 && filter(kinds, chosen?.[0], `${page.linkBase}/`)
      }${
        shown.length === 0
          ? emptyState('No notes or letters recorded.')
          : rowList(shown.map((document) => documentRow(document, list, page.linkBase)))
      }${list.more && html`<p><b>Older ones are not shown.</b> This page reads the newest ${limit}.</p>`}`,
    }),
  );
}

function filter(kinds: readonly (readonly [string, string])[], chosen: string | undefined, href: string): HtmlValue {
  const choice = (text: string, to: string, here: boolean) =>
    here
      ? html`<li><b aria-current="page">${text}</b></li>`
      : html`<li><a class="nhsuk-link" href="${to}">${text}</a></li>`;
  return html`<nav aria-label="Kind of document"><ul class="clinical-choices" role="list">${choice('All kinds', href, chosen === undefined)}${kinds.map(
    ([slug, text]) => choice(text, `${href}?kind=${encodeURIComponent(slug)}`, slug === chosen),
  )}</ul></nav>`;
}

function kindOf({ type }: DocumentReference): string {
  return conceptText(type) ?? 'Kind not recorded';
}

/** A kind as it stands in an address: its code, which says nothing about the patient; its words where it has none. */
function slugOf(document: DocumentReference): string {
  return (
    document.type?.coding?.[0]?.code ??
    kindOf(document)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
  );
}
