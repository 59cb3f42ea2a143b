import {
  type NewestSetsOptions,
  newestSetsSearch,
  type ObservationSet,
  setsOfPatient,
} from '@baseplate-epr/clinical-format';
import type { FhirClient, SearchPage } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';

/** Sets, newest first, and where there are more. */
export interface SetsPage {
  readonly sets: readonly ObservationSet[];
  readonly next: string | undefined;
}

/** Reads the newest sets with all that belongs to them in one search. */
export async function readSets(record: FhirClient, options: NewestSetsOptions): Promise<SetsPage> {
  return toSetsPage(await record.search('Observation', newestSetsSearch(options)), options.patient);
}

/** Sets of a page of a search. */
export function toSetsPage(page: SearchPage<Observation>, patient: string): SetsPage {
  return { sets: setsOfPatient(page, patient), next: page.next };
}
