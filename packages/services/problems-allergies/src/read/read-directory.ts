import { practitionersOf } from '@baseplate-epr/clinical-format';
import type { FhirClient } from '@baseplate-epr/fhir-client';
import type { Resource } from '@medplum/fhirtypes';
import { allowed } from './allowed.ts';

/** What tells where entries come from. */
export interface Directory {
  readonly resources: readonly Resource[];
  /** The role may not see who works where. */
  readonly withheld: boolean;
}

/** Reads who the writers of these entries work for; nothing is asked when nobody is named. */
export async function readDirectory(client: FhirClient, entries: readonly Resource[]): Promise<Directory> {
  const practitioners = practitionersOf(entries);
  if (practitioners.length === 0) return { resources: [], withheld: false };
  const roles = await allowed(
    client.search('PractitionerRole', { practitioner: practitioners.slice(0, 100).join(','), _count: 200 }),
  );
  return { resources: roles?.matches ?? [], withheld: roles === undefined };
}
