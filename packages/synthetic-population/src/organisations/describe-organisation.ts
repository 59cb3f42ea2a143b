import type { Organization } from '@medplum/fhirtypes';
import { words } from '../codes/concept.ts';
import type { OrganisationFact } from '../data/organisations.ts';
import { towns } from '../data/places.ts';
import { identifierSystems } from '../identifiers/identifier-systems.ts';
import type { Written } from '../resource/writable-resource.ts';
import { organisationReference } from './directory.ts';

/** An Organization by UK Core, with its ODS code. */
export function describeOrganisation(fact: OrganisationFact): Written<Organization> {
  const town = towns[fact.town] ?? towns[0]!;
  return {
    resourceType: 'Organization',
    identifier: [{ system: identifierSystems.organisationCode, value: fact.odsCode }],
    active: true,
    type: [words(fact.kind)],
    name: fact.name,
    telecom: [{ system: 'phone', value: `${town.telephonePrefix}${100 + fact.town}`, use: 'work' }],
    address: [{ use: 'work', line: [fact.addressLine], city: town.name, postalCode: `${town.postcodeDistrict} 1AA` }],
    ...(fact.partOf === 'acute' ? { partOf: organisationReference('acute') } : {}),
  };
}
