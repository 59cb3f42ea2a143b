import type { SecretReference } from '@baseplate-epr/contracts';

/** Options of the record store on a FHIR server. All but `url` have defaults. */
export interface FhirRecordsOptions {
  /** Absolute URL of the server's FHIR R4 base. `http:` is taken for this machine only: the record would travel in the clear. */
  readonly url: string;
  /** An environment variable that holds a bearer token, read at the start. Absent: the server asks for none. */
  readonly token?: SecretReference;
  /** FHIR base of the record that is kept: absolute references below it are local ones. Absent: only relative references are. */
  readonly recordUrl?: string;
  /**
   * Resource types that the record must be able to keep. The start fails if the server does not offer what they need; of any other type
   * only writes are refused. Default: those that a chart is made of.
   */
  readonly types?: readonly string[];
  /** Requests under way at once; as many connections are kept open. Default 8. */
  readonly connections?: number;
  /** Milliseconds until an unanswered request is given up, and a write that has waited for others. Default 30,000. */
  readonly requestTime?: number;
  /** Milliseconds between two looks for what others have written to the server past Baseplate. Default 5,000. */
  readonly lookTime?: number;
  /**
   * Versions, with the whole history, that may be on the server: writes beyond it are refused, a start with more fails, and a plan to move a
   * larger record here says so. Default 200,000: see the README for what it takes.
   */
  readonly versionLimit?: number;
}

/** {@link FhirRecordsOptions} with every default filled in. */
export interface ResolvedOptions extends Required<Omit<FhirRecordsOptions, 'token' | 'recordUrl'>> {
  readonly token: SecretReference | undefined;
  readonly recordUrl: string | undefined;
}
