import type { Encounter, Reference } from '@medplum/fhirtypes';
import { allowed } from './allowed.ts';
import type { FhirClient } from './fhir-client.ts';

/** The patient's latest stay or visit that is under way, which says where something was written; none where the caller may not see it. */
export async function readCurrentEncounter(
  client: FhirClient,
  patient: string,
): Promise<Reference<Encounter> | undefined> {
  const found = await allowed(
    client.search('Encounter', { patient, status: 'in-progress', _sort: '-date', _count: 1 }),
  );
  const [encounter] = found?.matches ?? [];
  return encounter?.id === undefined ? undefined : { reference: `Encounter/${encounter.id}` };
}
