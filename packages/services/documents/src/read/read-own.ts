import { isFhirError } from '@baseplate-epr/fhir-client';
import type { DocumentReference } from '@medplum/fhirtypes';
import type { Visit } from '../service/visit.ts';

/** Reads a document of this patient; `undefined` if there is none, or it is about somebody else. */
export async function readOwn({ client, page }: Visit, id: string): Promise<DocumentReference | undefined> {
  try {
    const document = await client.read('DocumentReference', id);
    return document.subject?.reference === `Patient/${page.patient}` ? document : undefined;
  } catch (error) {
    if (isFhirError(error, 400, 404, 410)) return undefined;
    throw error;
  }
}
