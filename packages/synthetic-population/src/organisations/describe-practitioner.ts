import type { Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import { type Concept, concept, snomed, words } from '../codes/concept.ts';
import type { PractitionerFact, PractitionerKey, Profession } from '../data/practitioners.ts';
import { specialties } from '../data/specialties.ts';
import { identifierSystems } from '../identifiers/identifier-systems.ts';
import type { Written } from '../resource/writable-resource.ts';
import { organisationReference, practitionerName, practitionerReference } from './directory.ts';

const roles: Readonly<Record<Profession, Concept>> = {
  consultant: words('Consultant'),
  'resident doctor': words('Resident doctor'),
  'general practitioner': concept(snomed('62247001', 'General practitioner')),
  nurse: concept(snomed('106292003', 'Professional nurse')),
  midwife: concept(snomed('106294002', 'Midwifery personnel')),
  pharmacist: words('Pharmacist'),
  'biomedical scientist': words('Biomedical scientist'),
};

/** A registration number in the shape of the profession's register, from a place in our own table: invented. */
function registration(profession: Profession, place: number): { readonly system: string; readonly value: string } {
  if (profession === 'nurse' || profession === 'midwife') {
    const letters = `${String.fromCharCode(65 + (place % 26))}`;
    return { system: identifierSystems.nursingAndMidwiferyCouncil, value: `99${letters}${String(1000 + place)}E` };
  }
  if (profession === 'pharmacist') {
    return { system: identifierSystems.pharmaceuticalCouncil, value: String(9_990_000 + place) };
  }
  if (profession === 'biomedical scientist') {
    return { system: identifierSystems.healthAndCareProfessionsCouncil, value: `BS99${String(9000 + place)}` };
  }
  return { system: identifierSystems.generalMedicalCouncil, value: `C${String(9_990_000 + place)}` };
}

/** A Practitioner by UK Core, with an invented registration number and national user id. */
export function describePractitioner(fact: PractitionerFact, place: number): Written<Practitioner> {
  return {
    resourceType: 'Practitioner',
    identifier: [
      { system: identifierSystems.userId, value: String(999_000_000_000 + place * 137) },
      registration(fact.profession, place),
    ],
    active: true,
    name: [
      {
        use: 'official',
        text: practitionerName(fact),
        family: fact.family,
        given: [fact.given],
        prefix: [fact.prefix],
      },
    ],
    gender: fact.gender,
  };
}

/** The PractitionerRole that ties somebody to the organisation they work for. */
export function describePractitionerRole(
  fact: PractitionerFact & { readonly key: PractitionerKey },
  place: number,
): Written<PractitionerRole> {
  const specialty = fact.specialty === undefined ? undefined : specialties[fact.specialty];
  return {
    resourceType: 'PractitionerRole',
    identifier: [{ system: identifierSystems.roleProfileId, value: String(999_100_000_000 + place * 211) }],
    active: true,
    practitioner: practitionerReference(fact.key),
    organization: organisationReference(fact.organisation),
    code: [roles[fact.profession]],
    ...(specialty === undefined ? {} : { specialty: [words(specialty.title)] }),
  };
}
