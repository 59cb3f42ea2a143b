import { practitioners } from './data/practitioners.ts';
import { practitionerName, practitionerReference } from './organisations/directory.ts';

/** Somebody who works in the population: for personas that sign in as one of them. */
export interface StaffMember {
  /** Permanent short name, such as `okafor`. */
  readonly key: string;
  readonly name: string;
  readonly profession: string;
  /** `Practitioner/<id>`, the same for every seed and moment. */
  readonly reference: string;
}

/** Everybody who works in the population. */
export const staff: readonly StaffMember[] = practitioners.map((fact) => ({
  key: fact.key,
  name: practitionerName(fact),
  profession: fact.profession,
  reference: practitionerReference(fact.key).reference,
}));
