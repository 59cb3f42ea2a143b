import { isFhirError, type Loaded, loaded } from '@baseplate-epr/fhir-client';
import type { AllergyIntolerance, Encounter, Patient } from '@medplum/fhirtypes';
import type { Visit } from '../visit.ts';

/** Who the page is about: what the banner and its zone of details show. */
export interface PatientRecord {
  readonly id: string;
  readonly patient: Patient;
  readonly allergies: Loaded<readonly AllergyIntolerance[]>;
  /** Stays that have not ended. */
  readonly current: Loaded<readonly Encounter[]>;
}

/** A patient, or why there is none to show. */
export type PatientLoading =
  | { readonly outcome: 'found'; readonly record: PatientRecord }
  | { readonly outcome: 'unknown' | 'withheld' };

/** Allergies read at most; a patient with more than this would still be shown as having known allergies. */
const allergyLimit = 200;

/** Reads what the banner needs, all at once. @throws FhirError if the patient cannot be read for another reason than not being there or being withheld */
export async function loadPatient({ record }: Visit, id: string): Promise<PatientLoading> {
  const [patient, allergies, current] = await Promise.all([
    outcome(record.read('Patient', id)),
    loaded(record.search('AllergyIntolerance', { patient: id, _count: allergyLimit }).then(({ matches }) => matches)),
    loaded(
      record
        .search('Encounter', { patient: id, status: 'in-progress,onleave', _sort: '-date', _count: 5 })
        .then(({ matches }) => matches),
    ),
  ]);
  if (patient === 'unknown' || patient === 'withheld') return { outcome: patient };
  return { outcome: 'found', record: { id, patient, allergies, current } };
}

async function outcome(reading: Promise<Patient>): Promise<Patient | 'unknown' | 'withheld'> {
  try {
    return await reading;
  } catch (error) {
    if (isFhirError(error, 404, 410, 400)) return 'unknown';
    if (isFhirError(error, 403)) return 'withheld';
    throw error;
  }
}
