import { isFhirError } from '@baseplate-epr/fhir-client';
import type { AllergyIntolerance, Condition } from '@medplum/fhirtypes';
import type { Visit } from '../service/visit.ts';
import { isOfPatient } from './is-of-patient.ts';

/** Reads an entry of this patient; `undefined` if there is none, or it is about somebody else. */
export async function readOwn(visit: Visit, type: 'Condition', id: string): Promise<Condition | undefined>;
export async function readOwn(
  visit: Visit,
  type: 'AllergyIntolerance',
  id: string,
): Promise<AllergyIntolerance | undefined>;
export async function readOwn(
  { client, page }: Visit,
  type: 'Condition' | 'AllergyIntolerance',
  id: string,
): Promise<Condition | AllergyIntolerance | undefined> {
  try {
    const entry = await client.read(type, id);
    return isOfPatient(entry, page.patient) ? entry : undefined;
  } catch (error) {
    if (isFhirError(error, 400, 404, 410)) return undefined;
    throw error;
  }
}
