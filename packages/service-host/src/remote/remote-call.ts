import type { CallContext } from '../hosted/call-context.ts';

/** What the record sends to a service under an address, as JSON, signed. Every question is a POST to that address. */
export type RemoteQuestion =
  | { readonly kind: 'manifest' | 'health' }
  | {
      readonly kind: 'call';
      /** Never sent twice: the far side takes each once. */
      readonly id: string;
      readonly request: {
        readonly url: string;
        readonly method: string;
        readonly headers: readonly (readonly [string, string])[];
        /** Base64. */
        readonly body?: string;
      };
      readonly context: Omit<CallContext, 'call' | 'shell'>;
      readonly record: {
        /** Origin of the record: `<origin>/fhir/…` answers, and `<origin>/service-calls/state`. */
        readonly origin: string;
        /** Bearer token for both, which ends with the call. */
        readonly token: string;
      };
    };

/** Header of every answer that is the service's own, so that what stands between is never taken for it. Holds the service's name. */
export const answeredBy = 'baseplate-service';
