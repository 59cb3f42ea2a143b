import { practitionersOf } from '@baseplate-epr/clinical-format';
import { allowed, type FhirClient } from '@baseplate-epr/fhir-client';
import type { AllergyIntolerance, Condition, Flag, Resource } from '@medplum/fhirtypes';

/** What tells where entries come from. */
export interface Directory {
  readonly resources: readonly Resource[];
  /** The role may not see who works where. */
  readonly withheld: boolean;
}

/**
 * Reads who the writers of these entries work for, and the encounters they were recorded in that are not `known` yet; nothing is
 * asked when nobody is named. What is known is part of the result.
 */
export async function readDirectory(
  client: FhirClient,
  entries: readonly (Condition | AllergyIntolerance | Flag)[],
  known: readonly Resource[] = [],
): Promise<Directory> {
  const practitioners = practitionersOf(entries);
  const encounters = new Set(
    entries
      .flatMap((entry) => /^Encounter\/(.+)$/.exec(entry.encounter?.reference ?? '')?.[1] ?? [])
      .filter((id) => !known.some((one) => one.resourceType === 'Encounter' && one.id === id)),
  );
  const [roles, places] = await Promise.all([
    practitioners.length === 0
      ? noResources
      : allowed(
          client.search('PractitionerRole', {
            practitioner: practitioners.slice(0, 100).join(','),
            _count: 200,
            _include: 'PractitionerRole:organization',
          }),
        ),
    encounters.size === 0
      ? noResources
      : allowed(
          client.search('Encounter', {
            _id: [...encounters].slice(0, 100).join(','),
            _count: 100,
            _include: 'Encounter:service-provider',
          }),
        ),
  ]);
  const found = [roles, places].flatMap((page) => [...(page?.matches ?? []), ...(page?.included ?? [])]);
  return { resources: [...known, ...found], withheld: roles === undefined };
}

const noResources: { readonly matches: readonly Resource[]; readonly included: readonly Resource[] } = {
  matches: [],
  included: [],
};
