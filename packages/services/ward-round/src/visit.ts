import type { Logger, ServiceContext, ShellContext } from '@baseplate-epr/contracts';
import type { FhirClient } from '@baseplate-epr/fhir-client';
import type { WardRoundOptions } from './ward-round-options.ts';

/** One request of a signed-in person, with everything that answers it. */
export interface Visit {
  readonly request: Request;
  readonly url: URL;
  readonly context: ServiceContext;
  readonly shell: ShellContext;
  readonly record: FhirClient;
  readonly logger: Logger;
  readonly options: WardRoundOptions;
  /** Cryptographically strong random bytes. */
  randomBytes(size: number): Uint8Array;
}
