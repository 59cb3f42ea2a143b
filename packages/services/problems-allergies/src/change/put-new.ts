import { isFhirError } from '@baseplate-epr/fhir-client';
import type { AllergyIntolerance, BundleEntry, Condition } from '@medplum/fhirtypes';
import type { Visit } from '../service/visit.ts';
import { isOfPatient } from './is-of-patient.ts';

/**
 * Writes a new entry under the id its form named, together with changes to others, all or nothing. A form that is sent again finds
 * its entry there and has succeeded already.
 *
 * @throws FhirError 412 if one of the others has changed meanwhile; 403; 422
 */
export async function putNew(
  visit: Visit,
  resource: (Condition | AllergyIntolerance) & { readonly id: string },
  others: readonly BundleEntry[] = [],
): Promise<void> {
  const url = `${resource.resourceType}/${resource.id}`;
  try {
    await visit.client.bundle({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource, request: { method: 'PUT', url, ifNoneMatch: '*' } }, ...others],
    });
  } catch (error) {
    if (!isFhirError(error, 412) || !(await isThere(visit, resource))) throw error;
  }
}

async function isThere(
  { client, page }: Visit,
  { resourceType, id }: { readonly resourceType: 'Condition' | 'AllergyIntolerance'; readonly id: string },
) {
  try {
    return isOfPatient(await client.read(resourceType, id), page.patient);
  } catch (error) {
    if (isFhirError(error, 404, 410)) return false;
    throw error;
  }
}
