import { html, type Row, sourceLine, tag } from '@baseplate-epr/clinical-format';
import type { DocumentReference } from '@medplum/fhirtypes';
import { describeDocument } from '../read/describe-document.ts';
import type { DocumentList } from '../read/read-documents.ts';

/** One document: its title as the way to it, its kind, what to know of its status, when, where and by whom. */
export function documentRow(
  document: DocumentReference,
  { directory, sourcesWithheld, replaced }: Pick<DocumentList, 'directory' | 'sourcesWithheld' | 'replaced'>,
  linkBase: string,
): Row {
  const { title, kind, date, organisation, author, warning } = describeDocument(document, directory, replaced);
  return {
    tone: warning === undefined ? 'plain' : 'muted',
    content: html`<p><a class="nhsuk-link" href="${linkBase}/read/${document.id}">${title}</a> ${
      warning !== undefined && tag(warning, warning === 'Superseded' ? 'grey' : 'orange')
    }</p>${sourceLine({
      organisation: organisation ?? (sourcesWithheld ? 'Source withheld' : undefined),
      time: date,
      person: author,
      more: [kind === title ? false : kind],
    })}`,
  };
}
