import type {
  DigitalService,
  FragmentPage,
  Principal,
  ServiceContext,
  ShellContext,
  StateNamespace,
} from '@baseplate-epr/contracts';
import type { RecordApi } from '@baseplate-epr/record-api';
import { createRecordHandle } from './record-handle.ts';

/** A digital service ready to answer, whatever it runs in. */
export interface ServiceRunner {
  readonly service: DigitalService;
  run(request: Request, call: ServiceCall): Promise<Response>;
}

/** One call of a service. */
export interface ServiceCall {
  readonly principal: Principal;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly page?: FragmentPage;
  readonly shell?: ShellContext;
}

/** What services need of the assembly. */
export interface ServiceEnvironment {
  readonly recordApi: RecordApi;
  readonly organisation: ServiceContext['organisation'];
  readonly origin: () => string;
  now(): number;
  nextCall(): number;
  state(name: string): StateNamespace;
}

/** Runs a service in this process. Each call has a record handle of its own, which dies with the call. */
export function createServiceRunner(service: DigitalService, environment: ServiceEnvironment): ServiceRunner {
  const { name, scopes } = service.manifest;
  const state = environment.state(`service/${name}`);
  return {
    service,
    async run(request, { principal, requestId, signal, page, shell }) {
      const { recordApi, origin, organisation, nextCall } = environment;
      const { handle, end } = createRecordHandle({
        recordApi,
        principal,
        service: { name, scopes },
        requestId,
        signal,
        nextCall,
        origin,
      });
      const { id, kind, display, role, organisation: employer, scopes: held, fhirUser, patient } = principal;
      try {
        return await service.fetch(request, {
          requestId,
          now: environment.now(),
          signal,
          principal: {
            id,
            kind,
            display,
            role,
            organisation: employer,
            scopes: principal.tokenScopes ?? held,
            ...(fhirUser ? { fhirUser } : {}),
            ...(patient ? { patient } : {}),
          },
          organisation,
          record: handle,
          state,
          ...(page === undefined ? {} : { page }),
          ...(shell === undefined ? {} : { shell }),
        });
      } finally {
        end();
      }
    },
  };
}
