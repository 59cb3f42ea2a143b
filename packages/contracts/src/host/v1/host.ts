import type { Module } from '../../module/module.ts';

/** What a host knows of a connection beside the request. */
export interface ConnectionInfo {
  /** The peer's address. */
  readonly remoteAddress: string;
}

/** Answers one request. Must not throw; the host answers 500 without detail if it does. */
export type RequestHandler = (request: Request, connection: ConnectionInfo) => Promise<Response>;

/**
 * **host**, version 1: listens, and hands over web-standard requests. Knows nothing of FHIR.
 *
 * - Bodies over its limit are refused with 413 before they reach the handler; malformed HTTP with 400.
 * - `stop` refuses new connections, lets requests in hand finish (within its drain time), then closes.
 * - Answers are compressed where the client accepts it, and security headers that the handler has not set are added.
 */
export interface Host extends Module {
  readonly contract: 'host';
  readonly contractVersion: 1;
  /** Where it will listen, known before it does. */
  readonly address: { readonly hostname: string; readonly port: number };
  /** @throws BaseplateError `address-refused` if the port is in use or may not be bound. */
  listen(options: { readonly handler: RequestHandler }): Promise<{ readonly url: string }>;
}
