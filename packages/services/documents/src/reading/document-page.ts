import {
  card,
  conceptText,
  formatDateTime,
  fragmentResponse,
  type Html,
  type HtmlValue,
  html,
  sourceLine,
  warningCallout,
} from '@baseplate-epr/clinical-format';
import { allowed } from '@baseplate-epr/fhir-client';
import type { DocumentReference } from '@medplum/fhirtypes';
import { describeDocument } from '../read/describe-document.ts';
import { type DocumentContent, readContent } from '../read/read-content.ts';
import { replacedBy, withSources } from '../read/read-documents.ts';
import { readOwn } from '../read/read-own.ts';
import { mayWrite } from '../service/may-write.ts';
import type { Visit } from '../service/visit.ts';
import { absentDocument } from '../view/absent-document.ts';
import { contentWords } from './content-words.ts';

/** A document within the chart: what it is, whether it still holds, and its content. */
export async function documentPage(visit: Visit, id: string): Promise<Response> {
  const document = await readOwn(visit, id);
  if (document === undefined) return absentDocument(visit);
  const newer = await newerThan(visit, document);
  const replaced = replacedBy(newer);
  const [sources, contents, state] = await Promise.all([
    withSources(visit.client, [document]),
    Promise.all(document.content.map(({ attachment }) => readContent(visit.context.record, attachment))),
    stateWords(visit, document, newer),
  ]);
  const { title, kind, date, organisation, author, warning } = describeDocument(document, sources.directory, replaced);
  return fragmentResponse(
    card({
      id: 'documents-document',
      heading: title,
      meta: kind === title ? undefined : kind,
      content: html`${state}${sourceLine({
        organisation: organisation ?? (sources.sourcesWithheld ? 'Source withheld' : undefined),
        time: date,
        person: author,
        more: [warning ?? 'Current'],
      })}${parts(document, contents)}${ways(visit, document, contents)}`,
    }),
  );
}

function parts(document: DocumentReference, contents: readonly DocumentContent[]): Html {
  return html`${document.content.map(({ attachment }, index) => {
    const content = contents[index] ?? { state: 'absent' };
    const heading =
      contents.length > 1 && html`<h3 class="nhsuk-heading-xs">Part ${index + 1} of ${contents.length}</h3>`;
    const file = `/services/documents/file/${document.id}/${index}`;
    return html`${heading}${contentWords(content, attachment, { file })}`;
  })}`;
}

/** What replaces a document. It is asked for whatever the status says: a sender may leave what it replaced as current. */
async function newerThan({ client, page: { patient } }: Visit, { id }: DocumentReference) {
  const relatesto = `DocumentReference/${id}`;
  const found = await client.search('DocumentReference', { patient, relatesto, _sort: '-date', _count: 5 });
  return found.matches.filter((one) => replacedBy([one]).has(id ?? ''));
}

/** Whether the document still holds, before anything of it is read. */
async function stateWords(
  { client, page }: Visit,
  document: DocumentReference,
  newer: readonly DocumentReference[],
): Promise<HtmlValue> {
  const { linkBase } = page;
  const replaced = (document.relatesTo ?? []).filter(({ code }) => code === 'replaces');
  const older = replaced.flatMap(
    ({ target }) => /^DocumentReference\/([A-Za-z0-9.-]+)$/.exec(target.reference ?? '')?.[1] ?? [],
  );
  const corrects = older.map(
    (id) => html`<p>This corrects <a class="nhsuk-link" href="${linkBase}/read/${id}">an earlier version</a>.</p>`,
  );
  if (document.status === 'superseded' || (document.status === 'current' && newer.length > 0)) {
    const ways = newer.map(
      (one) =>
        html`<p><a class="nhsuk-link" href="${linkBase}/read/${one.id}">Read the version of ${formatDateTime(one.date)}</a></p>`,
    );
    return html`${warningCallout('Superseded', html`<p>This has been replaced. Do not act on it.</p>${ways}`)}${corrects}`;
  }
  if (document.status !== 'entered-in-error') return corrects;
  const found = await allowed(
    client.search('Provenance', { target: `DocumentReference/${document.id}`, _sort: '-recorded', _count: 5 }),
  );
  const reasons = (found?.matches ?? []).flatMap((one) =>
    (one.reason ?? []).map(
      (reason) =>
        html`<p>Reason: ${conceptText(reason) ?? 'Not recorded'} (${one.agent[0]?.who.display ?? 'person not recorded'}, ${formatDateTime(one.recorded)})</p>`,
    ),
  );
  return html`${warningCallout('Entered in error', html`<p>This should not have been written. Do not act on it.</p>${reasons}`)}${corrects}`;
}

function ways(visit: Visit, { id, status }: DocumentReference, contents: readonly DocumentContent[]): HtmlValue {
  const { linkBase } = visit.page;
  const all = html`<a class="nhsuk-link" href="${linkBase}/">All notes and letters</a>`;
  if (!mayWrite(visit) || status !== 'current') return html`<p class="clinical-ways">${all}</p>`;
  const correctable = contents.length === 1 && contents[0]?.state === 'text';
  return html`<p class="clinical-ways">${correctable && html`<a class="nhsuk-link" href="${linkBase}/correct/${id}">Correct this note</a>`}<a class="nhsuk-link" href="${linkBase}/error/${id}">Entered in error</a>${all}</p>`;
}
