import type { Location } from '@medplum/fhirtypes';
import { codeSystems } from '../codes/code-systems.ts';
import { words } from '../codes/concept.ts';
import { specialties } from '../data/specialties.ts';
import type { WardFact, WardKey } from '../data/wards.ts';
import { identifierSystems } from '../identifiers/identifier-systems.ts';
import type { Written } from '../resource/writable-resource.ts';
import { organisationReference, wardReference } from './directory.ts';

const physicalType = (code: string, display: string) => ({
  coding: [{ system: codeSystems.locationType, code, display }],
  text: display,
});

/** A ward or department as a Location of the acute trust. */
export function describeWard(fact: WardFact): Written<Location> {
  return {
    resourceType: 'Location',
    identifier: [{ system: identifierSystems.ward, value: fact.key }],
    status: 'active',
    name: fact.name,
    mode: 'instance',
    type: [words(specialties[fact.specialty].title)],
    physicalType: physicalType('wa', 'Ward'),
    managingOrganization: organisationReference('acute'),
  };
}

/** One bed of a ward. */
export function describeBed(fact: WardFact & { readonly key: WardKey }, bed: number): Written<Location> {
  return {
    resourceType: 'Location',
    identifier: [{ system: identifierSystems.ward, value: `${fact.key}-bed-${bed}` }],
    status: 'active',
    name: `${fact.name}, bed ${bed}`,
    mode: 'instance',
    physicalType: physicalType('bd', 'Bed'),
    managingOrganization: organisationReference('acute'),
    partOf: wardReference(fact.key),
  };
}
