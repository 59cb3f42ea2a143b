import { BaseplateError, type Principal, type RecordHandle } from '@baseplate-epr/contracts';
import type { RecordApi } from '@baseplate-epr/record-api';
import type { AssemblyApi } from '../assembly-api/create-assembly-api.ts';

/** Whom a handle acts for. */
export interface RecordHandleOptions {
  readonly recordApi: RecordApi;
  readonly assemblyApi: AssemblyApi;
  readonly principal: Principal;
  readonly service: { readonly name: string; readonly scopes: readonly string[] };
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** A number never given before in this process: two calls of one request must not share their audit entries. */
  nextCall(): number;
  /** Origin that relative paths are resolved against. */
  readonly origin: () => string;
}

/** A handle together with the way to end it. */
export interface EndableRecordHandle {
  readonly handle: RecordHandle;
  /** From now on the handle refuses. */
  end(): void;
}

/** Makes a service's way to the record for one request. It takes the path that every outside application takes. */
export function createRecordHandle(options: RecordHandleOptions): EndableRecordHandle {
  const { recordApi, assemblyApi, principal, service, signal } = options;
  let ended = false;
  return {
    handle: {
      async fetch(input, init) {
        // Past its time budget a request has been answered too, whatever the service is still doing.
        if (ended || signal.aborted) {
          throw new BaseplateError({
            code: 'access-refused',
            message: `${service.name} used a record handle after its request was answered. Finish all reading before answering.`,
          });
        }
        const request = new Request(typeof input === 'string' ? new URL(input, options.origin()) : input, init);
        const called = apiOf(new URL(request.url), options.origin(), service);
        const caller = {
          principal,
          service,
          requestId: `${options.requestId}.${service.name}.${options.nextCall()}`,
          signal,
        };
        return called === 'record' ? recordApi.fetch(request, caller) : assemblyApi.fetch(request, caller);
      },
    },
    end() {
      ended = true;
    },
  };
}

/** A handle leads to the record, to the assembly for who asks for it, and nowhere else; what a service asks of another address must not come back as their word. */
function apiOf({ origin, pathname }: URL, own: string, service: RecordHandleOptions['service']): 'record' | 'assembly' {
  const isAt = (path: string) => pathname === path || pathname.startsWith(`${path}/`);
  if (origin === new URL(own).origin) {
    if (isAt('/fhir')) return 'record';
    if (isAt('/assembly') && service.scopes.some((scope) => scope.startsWith('assembly.'))) return 'assembly';
  }
  throw new BaseplateError({
    code: 'input-invalid',
    message: `${service.name} asked its record handle for an address outside the record. Use paths that begin with /fhir/.`,
  });
}
