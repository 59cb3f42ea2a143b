import { isFhirError } from './fhir-error.ts';

/** Something that was asked of the record: there, kept from this reader, or not answered. The three are never mixed up. */
export type Loaded<Value> =
  | { readonly state: 'there'; readonly value: Value }
  | { readonly state: 'withheld' }
  | { readonly state: 'unavailable' };

/** Waits for an answer of the record; never rejects. */
export async function loaded<Value>(answer: Promise<Value>): Promise<Loaded<Value>> {
  try {
    return { state: 'there', value: await answer };
  } catch (error) {
    return { state: isFhirError(error, 403) ? 'withheld' : 'unavailable' };
  }
}
