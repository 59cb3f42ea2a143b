import type { FhirClient } from '@baseplate-epr/fhir-client';
import type { AllergyIntolerance } from '@medplum/fhirtypes';

/** A patient's allergies, of every status. */
export interface Allergies {
  readonly entries: readonly AllergyIntolerance[];
  /** False if there are more than were read. */
  readonly complete: boolean;
}

/** Reads allergies, latest recorded first. @throws FhirError 403 if they are withheld */
export async function readAllergies(client: FhirClient, patient: string): Promise<Allergies> {
  const { matches, complete } = await client.searchAll(
    'AllergyIntolerance',
    { patient, _sort: '-date', _count: 200 },
    400,
  );
  return { entries: matches, complete };
}
