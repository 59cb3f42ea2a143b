import type { Annotation, Practitioner, Reference } from '@medplum/fhirtypes';
import type { Visit } from '../service/visit.ts';

/** The person who is writing, as a reference; by name alone where no resource stands for them. */
export function writer({ context: { principal } }: Visit): Reference<Practitioner> {
  const { fhirUser, display } = principal;
  return fhirUser === undefined ? { display } : { reference: fhirUser, display };
}

/** A note of the person who is writing. */
export function noteOf(visit: Visit, text: string): Annotation {
  const { fhirUser, display } = visit.context.principal;
  const author =
    fhirUser === undefined ? { authorString: display } : { authorReference: { reference: fhirUser, display } };
  return { ...author, time: new Date(visit.context.now).toISOString(), text };
}
