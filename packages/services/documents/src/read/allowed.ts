import { isFhirError } from '@baseplate-epr/fhir-client';

/** What was found, or `undefined` where the record refuses this role. Every other failure stays one. */
export async function allowed<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isFhirError(error, 403)) return undefined;
    throw error;
  }
}
