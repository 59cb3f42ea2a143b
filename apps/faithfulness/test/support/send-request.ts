import { Agent, request as httpRequest, type OutgoingHttpHeaders } from 'node:http';

/** A request as it goes out; nothing is normalised on the way. */
export interface RawRequest {
  readonly method: string;
  /** Path below the FHIR base, with its query. */
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
}

/** What came back. */
export interface RawAnswer {
  /** 0 if the connection was closed without an answer. */
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
  readonly milliseconds: number;
  /** Why there is no answer. */
  readonly broken?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends one request and reads its answer to the end; a connection that breaks is an answer too. */
export function sendRequest(base: string, token: string, sent: RawRequest, patience = 120_000): Promise<RawAnswer> {
  const { hostname, port, pathname } = new URL(base);
  const began = performance.now();
  return new Promise((resolve) => {
    const broken = (reason: string) =>
      resolve({ status: 0, headers: {}, text: '', milliseconds: performance.now() - began, broken: reason });
    try {
      const headers = { authorization: `Bearer ${token}`, ...sent.headers };
      const options = { hostname, port, path: pathname + sent.path, method: sent.method, headers, agent };
      const outgoing = httpRequest(options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', (error) => broken(error.message));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString(),
            milliseconds: performance.now() - began,
          }),
        );
      });
      outgoing.setTimeout(patience, () => outgoing.destroy(new Error(`no answer within ${patience} ms`)));
      outgoing.on('error', (error) => broken(error.message));
      outgoing.end(sent.body);
    } catch (error) {
      // Node itself refuses to send some of it.
      broken(`not sendable: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}
