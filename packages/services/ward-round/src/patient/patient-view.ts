import { isFhirError, type Loaded, loaded } from '@baseplate-epr/fhir-client';
import type { Patient } from '@medplum/fhirtypes';
import { type ObservationsView, observationsView } from '../observations/observations-view.ts';
import type { Visit } from '../visit.ts';
import { type BannerView, bannerView } from './banner-view.ts';
import { type MedicinesView, medicinesView } from './medicines-view.ts';
import { type ProblemsView, problemsView } from './problems-view.ts';
import { type ResultsView, resultsView } from './results-view.ts';

/** What one has to know of a patient at the bedside. Each part is there, withheld from this role, or did not answer. */
export interface PatientView {
  readonly id: string;
  /** Milliseconds since 1970 by the record's clock: how old this is, once the network is gone. */
  readonly readAt: number;
  readonly banner: BannerView;
  readonly observations: Loaded<ObservationsView>;
  readonly problems: Loaded<ProblemsView>;
  readonly medicines: Loaded<MedicinesView>;
  readonly results: Loaded<ResultsView>;
}

/** Allergies read at most; a patient with more would still be shown as having known allergies. */
const allergyLimit = 200;

/** Reads a patient's essentials, all at once; or why there is nobody to show. */
export async function patientView(visit: Visit, id: string): Promise<PatientView | 'unknown' | 'withheld'> {
  const { record, context } = visit;
  const reading = readPatient(visit, id);
  const observations = reading.then((patient) => observationsView(visit, asPatient(patient)));
  const [patient, ...parts] = await Promise.all([
    reading,
    loaded(record.search('AllergyIntolerance', { patient: id, _count: allergyLimit }).then(({ matches }) => matches)),
    loaded(
      record
        .search('Encounter', { patient: id, status: 'in-progress,onleave', _sort: '-date', _count: 5 })
        .then(({ matches }) => matches),
    ),
    loaded(observations),
    loaded(problemsView(visit, id)),
    loaded(medicinesView(visit, id)),
    loaded(resultsView(visit, id)),
  ]);
  if (patient === 'unknown' || patient === 'withheld') return patient;
  const [allergies, current, seen, problems, medicines, results] = parts;
  const banner = bannerView({ patient, allergies, current }, context.now);
  return { id, readAt: context.now, banner, observations: seen, problems, medicines, results };
}

/** The patient, or why not. @throws FhirError if the record does not answer otherwise */
export async function readPatient({ record }: Visit, id: string): Promise<Patient | 'unknown' | 'withheld'> {
  try {
    return await record.read('Patient', id);
  } catch (error) {
    if (isFhirError(error, 404, 410, 400)) return 'unknown';
    if (isFhirError(error, 403)) return 'withheld';
    throw error;
  }
}

function asPatient(patient: Patient | 'unknown' | 'withheld'): Patient {
  if (patient === 'unknown' || patient === 'withheld') throw new RangeError('There is no patient to show.');
  return patient;
}
