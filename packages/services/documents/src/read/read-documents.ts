import { practitionersOf, sourceOf } from '@baseplate-epr/clinical-format';
import { allowed, type FhirClient } from '@baseplate-epr/fhir-client';
import type { DocumentReference, Resource } from '@medplum/fhirtypes';

/** Documents, newest first, and what tells where they come from. */
export interface DocumentList {
  readonly documents: readonly DocumentReference[];
  readonly directory: readonly Resource[];
  /** Ids of documents that another of these replaces, whatever their own status says: senders do not always change it. */
  readonly replaced: ReadonlySet<string>;
  /** There are more than were read. */
  readonly more: boolean;
  /** The role may not see who works where. */
  readonly sourcesWithheld: boolean;
}

/** Which documents. */
export interface ReadDocumentsOptions {
  readonly patient: string;
  /** At most this many. */
  readonly limit: number;
  /** A FHIR token to narrow the types by: `system|code`. */
  readonly type?: string;
}

/** Reads a page of documents. @throws FhirError 403 if they are withheld */
export async function readDocuments(client: FhirClient, options: ReadDocumentsOptions): Promise<DocumentList> {
  const { patient, limit, type } = options;
  const found = await client.searchAll(
    'DocumentReference',
    {
      patient,
      type,
      _sort: '-date',
      _count: Math.min(limit, 100),
      _include: ['DocumentReference:custodian', 'DocumentReference:encounter'],
      '_include:iterate': 'Encounter:service-provider',
    },
    limit,
  );
  return { ...(await withSources(client, found.matches, found.included)), more: !found.complete };
}

/** Adds who the authors work for, asked only where the documents do not name an organisation themselves. */
export async function withSources(
  client: FhirClient,
  documents: readonly DocumentReference[],
  known: readonly Resource[] = [],
): Promise<Omit<DocumentList, 'more'>> {
  const practitioners = practitionersOf(documents.filter((one) => sourceOf(one, known).organisation === undefined));
  if (practitioners.length === 0)
    return { documents, directory: known, replaced: replacedBy(documents), sourcesWithheld: false };
  const roles = await allowed(
    client.search('PractitionerRole', {
      practitioner: practitioners.slice(0, 100).join(','),
      _count: 200,
      _include: 'PractitionerRole:organization',
    }),
  );
  return {
    documents,
    directory: [...known, ...(roles?.matches ?? []), ...(roles?.included ?? [])],
    replaced: replacedBy(documents),
    sourcesWithheld: roles === undefined,
  };
}

/** The ids of what these documents replace; one entered in error replaces nothing. */
export function replacedBy(documents: readonly DocumentReference[]): ReadonlySet<string> {
  return new Set(
    documents
      .filter(({ status }) => status !== 'entered-in-error')
      .flatMap(({ relatesTo = [] }) => relatesTo.filter(({ code }) => code === 'replaces'))
      .flatMap(({ target }) => /^DocumentReference\/([A-Za-z0-9.-]+)$/.exec(target.reference ?? '')?.[1] ?? []),
  );
}
