import {
  button,
  buttonGroup,
  card,
  doneResponse,
  draftWords,
  errorFor,
  errorSummary,
  type FieldError,
  type FormInput,
  form,
  fragmentResponse,
  type Html,
  html,
  openedInput,
  rowList,
  sentInput,
  textArea,
} from '@baseplate-epr/clinical-format';
import { changedMeanwhile, refusalOf } from '@baseplate-epr/fhir-client';
import type { BundleEntry, DocumentReference, Provenance } from '@medplum/fhirtypes';
import { withSources } from '../read/read-documents.ts';
import { readOwn } from '../read/read-own.ts';
import type { Visit } from '../service/visit.ts';
import { absentDocument } from '../view/absent-document.ts';
import { documentRow } from '../view/document-row.ts';

const field = 'documents-reason';
const reasonLimit = 2000;
const draft = 'document-in-error';

/** Marks a document as entered in error. It stays readable as what it is; the reason is kept as its Provenance, in the same transaction. */
export async function markMistaken(visit: Visit, id: string): Promise<Response> {
  const document = await readOwn(visit, id);
  if (document === undefined) return absentDocument(visit);
  if (visit.request.method === 'GET') {
    return fragmentResponse(await page(visit, document, openedInput(visit.page.drafts, draft, id)));
  }
  const input = await sentInput(visit.request);
  const again = async (message: string) =>
    fragmentResponse(await page(visit, document, input, [{ field, message }]), 422);
  const done = doneResponse(`/read/${id}`, 'Marked as entered in error.');
  if (document.status === 'entered-in-error') return done;
  const reason = input.text('reason');
  if (reason === '') return again('Say why, in a few words.');
  if (reason.length > reasonLimit) return again(`Use at most ${reasonLimit} characters.`);
  const version = document.meta?.versionId;
  if (version === undefined || version !== input.text('version')) return again(changedMeanwhile);
  const entry: BundleEntry[] = [
    {
      resource: { ...document, status: 'entered-in-error', docStatus: 'entered-in-error' },
      request: { method: 'PUT', url: `DocumentReference/${id}`, ifMatch: `W/"${version}"` },
    },
    { resource: provenance(visit, id, reason), request: { method: 'POST', url: 'Provenance' } },
  ];
  try {
    await visit.client.bundle({ resourceType: 'Bundle', type: 'transaction', entry });
  } catch (error) {
    return again(refusalOf(error, field, visit.context.principal).message);
  }
  return done;
}

function provenance({ context }: Visit, id: string, reason: string): Provenance {
  const { fhirUser, display } = context.principal;
  return {
    resourceType: 'Provenance',
    target: [{ reference: `DocumentReference/${id}` }],
    recorded: new Date(context.now).toISOString(),
    reason: [{ text: reason }],
    activity: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: 'NULLIFY', display: 'nullify' },
      ],
    },
    agent: [{ who: fhirUser === undefined ? { display } : { reference: fhirUser, display } }],
  };
}

async function page(
  { client, page: { linkBase, formFields } }: Visit,
  document: DocumentReference,
  input: FormInput,
  errors: readonly FieldError[] = [],
): Promise<Html> {
  const { id, meta } = document;
  const sources = await withSources(client, [document]);
  return html`${errorSummary(errors)}${card({
    id: 'documents-error',
    heading: 'Mark as entered in error',
    content: html`${rowList([documentRow(document, sources, linkBase)])}${draftWords(input)}${form({
      action: `${linkBase}/error/${id}`,
      formFields,
      hidden: { about: id, version: meta?.versionId },
      draft,
      content: html`<p>Use this if it should never have been written here, for example for the wrong patient. If only its words are wrong, correct it instead.</p>${textArea(
        {
          id: field,
          name: 'reason',
          label: 'Reason',
          rows: 3,
          value: input.text('reason'),
          error: errorFor(errors, field),
        },
      )}${buttonGroup(html`${button('Mark as entered in error', { variant: 'warning' })}<a class="nhsuk-link" href="${linkBase}/read/${id}">Cancel</a>`)}`,
    })}`,
  })}`;
}
