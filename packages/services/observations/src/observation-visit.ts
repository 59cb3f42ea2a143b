import type { FragmentPage, ServiceContext } from '@baseplate-epr/contracts';
import type { FhirClient, SharedAnswers } from '@baseplate-epr/fhir-client';
import type { ObservationsOptions } from './observations-options.ts';

/** One request for a fragment about one patient, and all it may use. */
export interface ObservationVisit {
  readonly url: URL;
  /** The submitted form of a POST. */
  readonly form: URLSearchParams | undefined;
  readonly context: ServiceContext;
  readonly page: FragmentPage;
  readonly record: FhirClient;
  /** What other panels of the same page ask for as well. */
  readonly answers: SharedAnswers;
  readonly options: ObservationsOptions;
  /** Cryptographically strong random bytes. */
  randomBytes(size: number): Uint8Array;
}
