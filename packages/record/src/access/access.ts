import type { AccessRules, Predicate } from '@baseplate-epr/contracts';
import type { Interaction } from '../session/record-session.ts';

/** What a caller may do, compiled from its scopes. Immutable and shared between sessions. */
export interface Access {
  /** Which resources of a type the interaction is allowed on; `none` if it is not allowed on the type at all. */
  predicate(type: string, interaction: Interaction): Predicate;
  /** The same for every type at once, for the store. */
  rules(interaction: Interaction): AccessRules;
  /**
   * The patient whose data alone may be written where `patient/` scopes are what allows it; `undefined` if none are held for it. A
   * compartment is not enough for a write: an Observation that a patient performs on another patient lies in both compartments.
   */
  soleSubject(type: string, interaction: Interaction): string | undefined;
  /** What is allowed without the help of `patient/` scopes. */
  withoutPatient(type: string, interaction: Interaction): Predicate;
}
