import { BaseplateError, type ErrorCode, type RecordHandle } from '@baseplate-epr/contracts';
import { fields } from '../channel/wire-http.ts';
import type { AskRecord } from '../hosted/borrowed-context.ts';
import type { RemoteQuestion } from './remote-call.ts';

type Lent = Extract<RemoteQuestion, { kind: 'call' }>['record'];

/** The record handle of a call where its service runs elsewhere: the record's own address, and the token of the call. */
export function farRecord({ origin, token }: Lent, signal: AbortSignal): RecordHandle {
  return {
    async fetch(input, init) {
      const request = new Request(typeof input === 'string' ? new URL(input, origin) : input, init);
      const { origin: to, pathname } = new URL(request.url);
      if (to !== origin || !(pathname === '/fhir' || pathname.startsWith('/fhir/'))) {
        throw new BaseplateError({
          code: 'input-invalid',
          message: 'The record handle was asked for an address outside the record. Use paths that begin with /fhir/.',
        });
      }
      const headers = new Headers(request.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(
        new Request(request, { headers, redirect: 'manual', signal: AbortSignal.any([signal, request.signal]) }),
      );
    },
  };
}

/** Asks the record for what belongs to the service's own state. */
export function farAsk({ origin, token }: Lent, signal: AbortSignal): AskRecord {
  return async (name, value) => {
    const response = await fetch(new URL(`/service-calls/${name}`, origin), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(value),
      redirect: 'manual',
      signal,
    });
    const { value: answered, code, message } = fields(await response.json());
    if (response.ok) return answered;
    throw new BaseplateError({ code: String(code) as ErrorCode, message: String(message) });
  };
}
