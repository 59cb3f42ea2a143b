import { BaseplateError, type Principal, type RecordHandle } from '@baseplate-epr/contracts';
import type { RecordApi } from '@baseplate-epr/record-api';

/** Whom a handle acts for. */
export interface RecordHandleOptions {
  readonly recordApi: RecordApi;
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
  const { recordApi, principal, service, signal } = options;
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
        requireRecordUrl(new URL(request.url), options.origin(), service.name);
        return recordApi.fetch(request, {
          principal,
          service,
          requestId: `${options.requestId}.${service.name}.${options.nextCall()}`,
          signal,
        });
      },
    },
    end() {
      ended = true;
    },
  };
}

/** A handle leads to the record and nowhere else; what a service asks of another address must not come back as the record's word. */
function requireRecordUrl({ origin, pathname }: URL, own: string, service: string): void {
  if (origin === new URL(own).origin && (pathname === '/fhir' || pathname.startsWith('/fhir/'))) return;
  throw new BaseplateError({
    code: 'input-invalid',
    message: `${service} asked its record handle for an address outside the record. Use paths that begin with /fhir/.`,
  });
}
