import { type FoundPatients, findPatients, type UnderstoodSearch } from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import type { Visit } from '../visit.ts';

/** Finds patients in this record. @throws FhirError if it does not answer */
export function findInRecord({ record, context }: Visit, understood: UnderstoodSearch): Promise<FoundPatients> {
  return findPatients(understood, {
    now: context.now,
    async search(query) {
      try {
        return (await record.search('Patient', query)).matches;
      } catch (error) {
        if (isFhirError(error, 403)) return 'withheld';
        if (isFhirError(error, 422)) return 'too-wide';
        throw error;
      }
    },
  });
}
