import type { Encounter, Reference } from '@medplum/fhirtypes';
import { allowed } from '../read/allowed.ts';
import type { Visit } from '../service/visit.ts';

/** The latest stay or visit that is under way, which says where something was written; none where the role may not see it. */
export async function readCurrentEncounter({ client, page }: Visit): Promise<Reference<Encounter> | undefined> {
  const found = await allowed(
    client.search('Encounter', { patient: page.patient, status: 'in-progress', _sort: '-date', _count: 1 }),
  );
  const [encounter] = found?.matches ?? [];
  return encounter?.id === undefined ? undefined : { reference: `Encounter/${encounter.id}` };
}
