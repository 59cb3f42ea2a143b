import { type ObservationSet, observationPanelCode, observationSystems } from '@baseplate-epr/clinical-format';
import { isFhirError } from '@baseplate-epr/fhir-client';
import type { ObservationVisit } from '../observation-visit.ts';
import { toSetsPage } from '../reading/read-sets.ts';

/** Reads one set of this patient by the id of its panel; `undefined` if there is none. */
export async function readOneSet({ record, page }: ObservationVisit, id: string): Promise<ObservationSet | undefined> {
  if (!/^[A-Za-z0-9.-]{1,64}$/.test(id)) return undefined;
  try {
    const found = await record.search('Observation', {
      patient: page.patient,
      _id: id,
      code: `${observationSystems.loinc}|${observationPanelCode}`,
      _include: ['Observation:has-member', 'Observation:encounter'],
    });
    return toSetsPage(found, page.patient).sets[0];
  } catch (error) {
    if (isFhirError(error, 404, 410)) return undefined;
    throw error;
  }
}
