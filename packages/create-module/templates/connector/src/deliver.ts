import { type FhirClient, isFhirError } from '@baseplate-epr/fhir-client';
import { readMessage } from './message.ts';
import { messageSystem, observationOf } from './observation-of.ts';

/** What became of a line. A reason holds nothing of a patient: it is written to a file that people read. */
export type Delivery = { readonly outcome: 'written' } | { readonly outcome: 'rejected'; readonly reason: string };

/**
 * Writes what a line says. Delivered twice it is written once: the record looks for the message's identifier first.
 *
 * @throws FhirError or what `fetch` throws, if the record is away or the token is not good enough: nothing is wrong with the line then
 */
export async function deliver(client: FhirClient, line: string): Promise<Delivery> {
  const message = readMessage(line);
  if (message === undefined) return { outcome: 'rejected', reason: 'not a message as agreed' };
  const { matches } = await client.search('Patient', {
    identifier: `https://fhir.nhs.uk/Id/nhs-number|${message.nhsNumber}`,
    _count: 2,
  });
  const [patient, another] = matches;
  if (patient?.id === undefined) return { outcome: 'rejected', reason: 'no patient has this NHS number' };
  if (another !== undefined) return { outcome: 'rejected', reason: 'more than one patient has this NHS number' };
  try {
    await client.create(observationOf(message, patient.id), {
      ifNoneExist: `identifier=${messageSystem}|${message.id}`,
    });
    return { outcome: 'written' };
  } catch (error) {
    if (isFhirError(error, 400, 412, 422))
      return { outcome: 'rejected', reason: `refused by the record (${error.status})` };
    throw error;
  }
}
