import { practitionersOf } from '@baseplate-epr/clinical-format';
import type { FhirClient } from '@baseplate-epr/fhir-client';
import type { AllergyIntolerance, Condition, Resource } from '@medplum/fhirtypes';
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

/** The same for one entry, with the encounter it was recorded in. */
export async function readSources(client: FhirClient, entry: Condition | AllergyIntolerance): Promise<Directory> {
  const id = /^Encounter\/(.+)$/.exec(entry.encounter?.reference ?? '')?.[1];
  const [directory, encounters] = await Promise.all([
    readDirectory(client, [entry]),
    id === undefined ? undefined : allowed(client.search('Encounter', { _id: id, _count: 1 })),
  ]);
  return { ...directory, resources: [...(encounters?.matches ?? []), ...directory.resources] };
}
