import { isFhirError } from './fhir-error.ts';

/**
 * What a reading found, or `undefined` where the server forbids it to the caller (403). Every other failure stays one. For what
 * completes a screen but does not make it: what the screen is about is better withheld whole.
 */
export async function allowed<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isFhirError(error, 403)) return undefined;
    throw error;
  }
}
