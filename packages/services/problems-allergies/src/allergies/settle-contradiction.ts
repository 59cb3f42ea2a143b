import { isFhirError } from '@baseplate-epr/fhir-client';
import type { Visit } from '../service/visit.ts';
import { readAllergies } from './read-allergies.ts';
import { supersedeNoKnownAllergy } from './supersede-no-known-allergy.ts';

/**
 * Takes a statement that there are no allergies out of force which was recorded at the very moment an allergy was. After the allergy
 * is in the record no such statement can be added, so one look is enough; it is repeated only when somebody changes the statement.
 */
export async function settleContradiction(visit: Visit, substance: string): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const { entries } = await readAllergies(visit.client, visit.page.patient);
    const changes = supersedeNoKnownAllergy(visit, entries, substance);
    if (changes.length === 0) return;
    try {
      await visit.client.bundle({ resourceType: 'Bundle', type: 'transaction', entry: [...changes] });
      return;
    } catch (error) {
      if (!isFhirError(error, 409, 412)) throw error;
    }
  }
}
