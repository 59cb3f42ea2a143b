import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What happens to the end of the next transaction: nothing, or the connection breaks before or after the server has it. */
export type Cut = 'none' | 'before' | 'after';

/** A way to a PostgreSQL server that breaks when told to. */
export interface CuttingProxy {
  readonly url: string;
  cut: Cut;
  close(): Promise<void>;
}

/** Starts one in front of a server. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const proxy = { cut: 'none' as Cut };
  const listener = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    let silent = false;
    server.on('data', (answer: Buffer) => {
      // What has been cut off hears no more; by its answer the server has done its work.
      if (!silent) client.write(answer);
      else if (answer.includes('COMMIT\0')) client.destroy();
    });
    client.on('data', (question: Buffer) => {
      if (proxy.cut !== 'none' && question.includes('COMMIT\0')) {
        const { cut } = proxy;
        proxy.cut = 'none';
        if (cut === 'before') {
          client.destroy();
          return;
        }
        silent = true;
      }
      server.write(question);
    });
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  return Object.assign(proxy, {
    url: url.href,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  });
}
