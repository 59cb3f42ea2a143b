import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** A request as it came past. */
export interface Passed {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What stands between a client and a server, and sees and disturbs what passes. */
export interface TestRelay {
  /** Its address, to be used instead of the server's. */
  readonly endpoint: string;
  /** Every request so far. */
  readonly passed: Passed[];
  /**
   * Asked for each request before it is passed on. What it returns true for, it has answered or cut off itself. None by default.
   */
  intervene: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Asked for each answer before it is passed on: headers to add. None by default. */
  adding: (request: IncomingMessage) => Readonly<Record<string, string>>;
  /** After so many bytes of a body the connection to the client is cut, once. Undefined: never. */
  cutAfter: number | undefined;
  close(): Promise<void>;
}

/** Starts a relay to a server. */
export async function startRelay(target: string): Promise<TestRelay> {
  const server = createServer((incoming, outgoing) => {
    relay.passed.push({ method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers });
    if (relay.intervene(incoming, outgoing)) return;
    const { method, headers, url } = incoming;
    const onward = request(new URL(url ?? '/', target), { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...relay.adding(incoming) });
      let seen = 0;
      answer.on('data', (chunk: Buffer) => {
        seen += chunk.byteLength;
        if (relay.cutAfter === undefined || seen < relay.cutAfter) return;
        relay.cutAfter = undefined;
        outgoing.socket?.destroy();
      });
      // A side that goes away takes the other with it, which is what a connection does.
      pipeline(answer, outgoing, () => {});
    });
    onward.on('error', () => outgoing.destroy());
    pipeline(incoming, onward, () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port.');
  const relay: TestRelay = {
    endpoint: `http://127.0.0.1:${address.port}`,
    passed: [],
    intervene: () => false,
    adding: () => ({}),
    cutAfter: undefined,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return relay;
}
