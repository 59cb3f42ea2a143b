import type { PatientContext } from '../clinical/patient-context.ts';
import type { OrganisationKey } from '../data/organisations.ts';
import type { PractitionerKey } from '../data/practitioners.ts';
import { generalPractitionerFor, organisationReference, practitionerReference } from '../organisations/directory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';

/** A surgery and who signs there. */
export interface SurgeryFacts {
  readonly key: OrganisationKey;
  readonly practitioner: PractitionerKey;
  readonly general: ResourceReference;
  readonly organisation: ResourceReference;
}

/** The surgery of a patient; for somebody without one, the surgery nearest the hospital sees them as a visitor. */
export function surgeryOf(context: PatientContext): SurgeryFacts {
  const key = context.person.surgery ?? 'elm';
  const practitioner = generalPractitionerFor(key);
  return {
    key,
    practitioner,
    general: practitionerReference(practitioner),
    organisation: organisationReference(key),
  };
}
