import { words } from '../codes/concept.ts';
import type { OrganisationKey } from '../data/organisations.ts';
import type { PractitionerKey } from '../data/practitioners.ts';
import { organisationReference, practitionerReference } from '../organisations/directory.ts';
import type { ResourceReference } from '../resource/resource-reference.ts';
import { ukDateTime } from '../time/uk-date-time.ts';
import type { PatientContext } from './patient-context.ts';

/** Who looks after somebody together. */
export interface CareTeamFact {
  readonly name: string;
  readonly since: number;
  readonly members: readonly { readonly practitioner: PractitionerKey; readonly role: string }[];
  readonly encounter?: ResourceReference;
  /** The acute trust by default. */
  readonly organisation?: OrganisationKey;
}

/** Writes an active CareTeam by UK Core. */
export function recordCareTeam(context: PatientContext, fact: CareTeamFact): void {
  context.collector.add({
    resourceType: 'CareTeam',
    status: 'active',
    name: fact.name,
    subject: context.patient,
    ...(fact.encounter === undefined ? {} : { encounter: fact.encounter }),
    period: { start: ukDateTime(fact.since) },
    participant: fact.members.map(({ practitioner, role }) => ({
      role: [words(role)],
      member: practitionerReference(practitioner),
    })),
    managingOrganization: [organisationReference(fact.organisation ?? 'acute')],
  });
}
