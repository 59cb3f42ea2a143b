import type { Observation, Resource } from '@medplum/fhirtypes';
import { observationPanelCode, observationSystems } from './observation-codes.ts';
import type { ObservationSet } from './observation-set.ts';
import { setsOfBundle } from './sets-of-bundle.ts';

/** Which sets of a patient. */
export interface NewestSetsOptions {
  readonly patient: string;
  /** At most this many. */
  readonly count: number;
  /** Those struck out as well. */
  readonly struck?: boolean;
  /** FHIR date search values, such as `ge2026-11-20T08:00:00Z`. */
  readonly date?: readonly string[] | undefined;
}

/** Parameters of a search of Observation that brings the newest sets with all that belongs to them. */
export function newestSetsSearch({ patient, count, struck = false, date }: NewestSetsOptions) {
  return {
    patient,
    code: `${observationSystems.loinc}|${observationPanelCode}`,
    status: struck ? undefined : 'final,amended,corrected,preliminary',
    date,
    _sort: '-date',
    _count: count,
    _include: ['Observation:has-member', 'Observation:encounter'],
  };
}

/** The sets that such a search found, in its order. What is not about the patient is left out, whatever the search gave. */
export function setsOfPatient(
  { matches, included }: { readonly matches: readonly Observation[]; readonly included: readonly Resource[] },
  patient: string,
): readonly ObservationSet[] {
  const own = ({ subject }: Observation) => subject?.reference === `Patient/${patient}`;
  const members = included.filter((resource) => resource.resourceType !== 'Observation' || own(resource));
  return setsOfBundle(matches.filter(own), members);
}
