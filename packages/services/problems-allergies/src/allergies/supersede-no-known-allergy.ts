import type { AllergyIntolerance, BundleEntry } from '@medplum/fhirtypes';
import { allergyStatus } from '../change/terms.ts';
import { noteOf } from '../change/written-by.ts';
import type { Visit } from '../service/visit.ts';
import { isInForce, isNoKnownAllergy } from './in-force.ts';

/**
 * What takes statements that there are no allergies out of force, each if it is still the version that was read. The statement was
 * true when it was made, so it is neither refuted nor an error: it is over.
 */
export function supersedeNoKnownAllergy(
  visit: Visit,
  entries: readonly AllergyIntolerance[],
  substance: string,
): readonly BundleEntry[] {
  return entries
    .filter((entry) => isInForce(entry) && isNoKnownAllergy(entry))
    .map((entry) => ({
      resource: {
        ...entry,
        clinicalStatus: allergyStatus('inactive', 'Inactive'),
        note: [...(entry.note ?? []), noteOf(visit, `Superseded: an allergy was recorded (${substance}).`)],
      },
      request: {
        method: 'PUT',
        url: `AllergyIntolerance/${entry.id}`,
        ifMatch: `W/"${entry.meta?.versionId}"`,
      },
    }));
}
