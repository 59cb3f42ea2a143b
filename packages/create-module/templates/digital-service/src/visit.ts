import type { FragmentPage, ServiceContext } from '@baseplate-epr/contracts';
import type { FhirClient } from '@baseplate-epr/fhir-client';

/** One request within a patient's chart, with everything that answers it. */
export interface Visit {
  readonly request: Request;
  readonly context: ServiceContext;
  readonly page: FragmentPage;
  /** The record, with the caller's rights narrowed to the scopes of the manifest. */
  readonly client: FhirClient;
  randomBytes(size: number): Uint8Array;
}
