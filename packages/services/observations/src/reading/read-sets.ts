import type { FhirClient, SearchPage } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';
import { panelCode, systems } from './codes.ts';
import type { ObservationSet } from './observation-set.ts';
import { setsOfBundle } from './sets-of-bundle.ts';

/** Which sets of a patient. */
export interface ReadSetsOptions {
  readonly patient: string;
  /** At most this many. */
  readonly count: number;
  /** Those struck out as well. */
  readonly struck?: boolean;
  /** FHIR date search values, such as `ge2026-11-20T08:00:00Z`. */
  readonly date?: readonly string[];
}

/** Sets, newest first, and where there are more. */
export interface SetsPage {
  readonly sets: readonly ObservationSet[];
  readonly next: string | undefined;
}

/** Reads the newest sets with all that belongs to them in one search. */
export async function readSets(record: FhirClient, options: ReadSetsOptions): Promise<SetsPage> {
  const { patient, count, struck = false, date } = options;
  const page = await record.search('Observation', {
    patient,
    code: `${systems.loinc}|${panelCode}`,
    status: struck ? undefined : 'final,amended,corrected,preliminary',
    date,
    _sort: '-date',
    _count: count,
    _include: ['Observation:has-member', 'Observation:encounter'],
  });
  return toSetsPage(page, patient);
}

/** Sets of a page of a search. What is not about the patient is left out, whatever the search gave. */
export function toSetsPage({ matches, included, next }: SearchPage<Observation>, patient: string): SetsPage {
  const own = ({ subject }: Observation) => subject?.reference === `Patient/${patient}`;
  const members = included.filter((resource) => resource.resourceType !== 'Observation' || own(resource));
  return { sets: setsOfBundle(matches.filter(own), members), next };
}
