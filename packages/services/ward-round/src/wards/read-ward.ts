import {
  conceptText,
  formatDate,
  formatName,
  formatNhsNumber,
  genderWords,
  type Inpatient,
  lifeSpan,
  nhsNumberOf,
} from '@baseplate-epr/clinical-format';
import { loaded } from '@baseplate-epr/fhir-client';
import type { Visit } from '../visit.ts';
import { readGlances } from './read-glances.ts';
import { readStays } from './read-stays.ts';
import { locationOf, wardKey } from './ward-key.ts';
import type { WardPatient, WardView } from './ward-views.ts';

/** Reads a ward with the latest NEWS2 of each; `undefined` if nobody lies on it. */
export async function readWard(visit: Visit, key: string): Promise<WardView | undefined> {
  const stays = await loaded(readStays(visit, locationOf(key)));
  if (stays.state !== 'there') return { name: 'Ward', patients: stays, complete: true };
  const ward = stays.value.wards.find((each) => wardKey(each) === key);
  if (ward === undefined) return undefined;
  const glances = await readGlances(visit, ward.inpatients);
  const patients = ward.inpatients.map((inpatient) => ({
    ...wardPatient(inpatient, visit.context.now),
    news2: glances.get(inpatient.patient.id ?? '') ?? ({ state: 'unavailable' } as const),
  }));
  return { name: ward.name, patients: { state: 'there', value: patients }, complete: stays.value.complete };
}

function wardPatient({ patient, encounter, bed }: Inpatient, now: number): Omit<WardPatient, 'news2'> {
  return {
    id: patient.id ?? '',
    name: formatName(patient, { now }),
    born: lifeSpan(patient, now).born,
    gender: genderWords(patient.gender),
    nhsNumber: formatNhsNumber(nhsNumberOf(patient)),
    bed: bed ?? 'Not recorded',
    admitted: formatDate(encounter.period?.start),
    reason: (encounter.reasonCode ?? []).map((each) => conceptText(each)).find((text) => text !== undefined),
  };
}
