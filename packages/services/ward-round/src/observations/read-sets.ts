import { newestSetsSearch, type ObservationSet, setsOfPatient } from '@baseplate-epr/clinical-format';
import type { Visit } from '../visit.ts';

/** Whose sets, and how many at most. */
export interface ReadSetsOptions {
  readonly patient: string;
  readonly count: number;
}

/** Reads the newest sets, with all that belongs to them, in one search. */
export async function readSets({ record }: Visit, options: ReadSetsOptions): Promise<readonly ObservationSet[]> {
  return setsOfPatient(await record.search('Observation', newestSetsSearch(options)), options.patient);
}
