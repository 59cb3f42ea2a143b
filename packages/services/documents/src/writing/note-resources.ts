import type { Binary, CodeableConcept, DocumentReference, DocumentReferenceContext } from '@medplum/fhirtypes';
import type { Visit } from '../service/visit.ts';

/** What a note is made of. */
export interface NoteContent {
  /** Names both resources: see `newSubmission`. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly type: CodeableConcept | undefined;
  readonly encounter: NonNullable<DocumentReferenceContext['encounter']>[number] | undefined;
  /** Logical id of the document it corrects. */
  readonly replaces?: string;
}

/** A note as FHIR: its bytes, which only those who may see the patient may see, and what it is. */
export function noteResources(
  { context, page }: Visit,
  { id, title, text, type, encounter, replaces }: NoteContent,
): { readonly binary: Binary; readonly document: DocumentReference } {
  const bytes = Buffer.from(text, 'utf8');
  const contentType = 'text/plain; charset=utf-8';
  const now = new Date(context.now).toISOString();
  const patient = { reference: `Patient/${page.patient}` };
  const { display, fhirUser, organisation } = context.principal;
  const author = fhirUser === undefined ? { display } : { reference: fhirUser, display };
  const custodian = {
    identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: organisation.odsCode },
    display: organisation.display,
  };
  return {
    binary: { resourceType: 'Binary', id, contentType, securityContext: patient, data: bytes.toString('base64') },
    document: {
      resourceType: 'DocumentReference',
      id,
      masterIdentifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` },
      status: 'current',
      docStatus: 'final',
      ...(type === undefined ? {} : { type }),
      subject: patient,
      date: now,
      author: [author],
      custodian,
      ...(replaces === undefined
        ? {}
        : { relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${replaces}` } }] }),
      description: title,
      content: [
        {
          attachment: { contentType, language: 'en-GB', url: `Binary/${id}`, size: bytes.length, title, creation: now },
        },
      ],
      ...(encounter === undefined ? {} : { context: { encounter: [encounter] } }),
    },
  };
}
