import type { RecordCore, RecordSession } from '@baseplate-epr/record';
import type { FhirFormat } from '../request/media-type.ts';
import type { RequestParameters } from '../request/parameters.ts';
import type { Preferences } from '../request/prefer.ts';
import type { LongAnswers } from '../response/long-answers.ts';

/** One request, understood as far as every interaction needs it. */
export interface Interaction {
  readonly request: Request;
  /** Of its URL, as it was sent. */
  readonly query: string;
  /** The format the client wants the answer in; undefined if it takes none that is offered. */
  readonly format: FhirFormat | undefined;
  readonly parameters: RequestParameters;
  readonly prefer: Preferences;
  readonly session: RecordSession;
  readonly limits: RecordCore['limits'];
  /** Absolute FHIR base without a final slash. */
  readonly baseUrl: string;
  /** Where long answers wait for a turn of the event loop. */
  readonly longAnswers: LongAnswers;
}
