import type { ServiceContext, ShellContext } from '@baseplate-epr/contracts';
import type { FhirClient } from '@baseplate-epr/fhir-client';

/** One request of somebody who is signed in, with everything that answers it. */
export interface Visit {
  readonly request: Request;
  readonly url: URL;
  readonly context: ServiceContext;
  /** What only the user interface of an assembly is given. */
  readonly shell: ShellContext;
  readonly record: FhirClient;
}
