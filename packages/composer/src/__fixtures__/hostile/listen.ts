import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';

/** A real server on a free port, before a handler of web-standard requests. */
export async function listen(
  handler: (request: Request) => Promise<Response>,
): Promise<{ readonly origin: string; stop(): Promise<void> }> {
  const server: Server = createServer(async (incoming, outgoing) => {
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const method = incoming.method ?? 'GET';
    const body = method === 'GET' ? {} : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' as const };
    const response = await handler(
      new Request(`http://${incoming.headers.host}${incoming.url}`, { method, headers, ...body }),
    );
    outgoing.writeHead(response.status, [...response.headers].flat());
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens nowhere.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
