import { epochOfFhirDate } from '../dates/fhir-date.ts';
import { field, textField } from '../json/read-json.ts';

/** When an Observation was made: as it says, else when it was issued; `undefined` when neither can be read. */
export function resultTime(observation: unknown): string | undefined {
  const time =
    textField(observation, 'effectiveDateTime') ??
    textField(observation, 'effectiveInstant') ??
    textField(field(observation, 'effectivePeriod'), 'start') ??
    textField(observation, 'issued');
  return epochOfFhirDate(time) === undefined ? undefined : time;
}

/**
 * Results, newest first by {@link resultTime}. A search by date puts those without a time of their own last, where the newest would
 * be taken for the oldest.
 */
export function newestResultsFirst<Result>(results: readonly Result[]): readonly Result[] {
  const at = (result: Result) => epochOfFhirDate(resultTime(result)) ?? Number.NEGATIVE_INFINITY;
  return results
    .map((result) => ({ result, at: at(result) }))
    .toSorted((one, other) => (one.at === other.at ? 0 : other.at - one.at))
    .map(({ result }) => result);
}
