import { codesOf, type ObservationSet, observationPanelCode } from '@baseplate-epr/clinical-format';
import type { FhirClient } from '@baseplate-epr/fhir-client';
import type { Observation } from '@medplum/fhirtypes';

/** Looked at; a set of seven that was taken after the newest one shown is not among them, because it would be shown. */
const limit = 30;

/** Vital signs that belong to no set and were measured since the newest one, newest first: monitors and other systems send them alone. */
export async function readSingles(
  record: FhirClient,
  patient: string,
  [latest]: readonly ObservationSet[],
): Promise<readonly Observation[]> {
  const { matches } = await record.search('Observation', {
    patient,
    category: 'vital-signs',
    status: 'final,amended,corrected,preliminary',
    date: latest?.time === undefined ? undefined : `ge${latest.time}`,
    _sort: '-date',
    _count: limit,
  });
  const inSet = new Set(latest?.members.map(({ id }) => id));
  return matches.filter(
    ({ id, code, subject }) =>
      subject?.reference === `Patient/${patient}` &&
      !inSet.has(id) &&
      !codesOf(code).some((each) => each.code === observationPanelCode),
  );
}
