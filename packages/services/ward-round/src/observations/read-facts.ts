import { observationSystems, type PatientFacts, pregnancyCodes } from '@baseplate-epr/clinical-format';
import type { Condition, Observation, Patient } from '@medplum/fhirtypes';
import type { Visit } from '../visit.ts';

/** Decisions about the SpO₂ scale of these patients, newest first. */
export async function readScaleDecisions(
  { record }: Visit,
  patients: readonly string[],
): Promise<readonly Observation[]> {
  if (patients.length === 0) return [];
  const { matches, complete } = await record.searchAll(
    'Observation',
    {
      patient: patients.join(','),
      code: `${observationSystems.spO2Scale}|decision`,
      status: 'final,amended,corrected',
      _sort: '-date',
      _count: 200,
    },
    5000,
  );
  return whole(matches, complete);
}

/** Pregnancies of these patients, past ones too. */
export async function readPregnancies({ record }: Visit, patients: readonly string[]): Promise<readonly Condition[]> {
  if (patients.length === 0) return [];
  const code = pregnancyCodes.map((each) => `${observationSystems.snomed}|${each}`).join(',');
  const { matches, complete } = await record.searchAll(
    'Condition',
    { patient: patients.join(','), code, _count: 200 },
    5000,
  );
  return whole(matches, complete);
}

/** Reads what scoring has to know of one patient. @throws FhirError 403 if any of it is withheld: then there is no score */
export async function readPatientFacts(visit: Visit, patient: Patient): Promise<PatientFacts> {
  const id = patient.id ?? '';
  const [decisions, pregnancies, admissions] = await Promise.all([
    readScaleDecisions(visit, [id]),
    readPregnancies(visit, [id]),
    visit.record.search('Encounter', {
      patient: id,
      status: 'in-progress',
      class: 'IMP',
      _sort: '-date',
      _count: 3,
    }),
  ]);
  return { patient, decisions, pregnancies, admissions: admissions.matches };
}

/** A decision that was not read would be taken as none, so a part of them is no answer. */
function whole<Found>(matches: readonly Found[], complete: boolean): readonly Found[] {
  if (!complete) throw new RangeError('There is more that decides about NEWS2 than is read at once.');
  return matches;
}
