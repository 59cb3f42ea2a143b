import { isFhirError } from '@baseplate-epr/fhir-client';
import type { BundleEntry } from '@medplum/fhirtypes';
import { readOwn } from '../read/read-own.ts';
import type { Visit } from '../service/visit.ts';
import { type NoteContent, noteResources } from './note-resources.ts';

/**
 * Writes a note under the id its form named, with changes to other documents, all or nothing. A form that is sent again finds its
 * note there and has succeeded already.
 *
 * @throws FhirError 412 if one of the others has changed meanwhile; 403; 422
 */
export async function putNote(visit: Visit, note: NoteContent, others: readonly BundleEntry[] = []): Promise<void> {
  const { binary, document } = noteResources(visit, note);
  const written = [binary, document].map((resource): BundleEntry => {
    const url = `${resource.resourceType}/${note.id}`;
    return { resource, request: { method: 'PUT', url, ifNoneMatch: '*' } };
  });
  try {
    await visit.client.bundle({ resourceType: 'Bundle', type: 'transaction', entry: [...written, ...others] });
  } catch (error) {
    if (!isFhirError(error, 412) || (await readOwn(visit, note.id)) === undefined) throw error;
  }
}
