import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be cut between a question and its answer. */
export interface BadLine {
  /** The connection string through it. */
  readonly url: string;
  /** Lets the next question pass, and cuts every line before the answer comes back; takes no connection until it is mended. */
  cutAfterNextQuestion(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Lays a line to the server of this connection string. */
export async function layBadLine(url: string): Promise<BadLine> {
  const target = new URL(url);
  let state: 'open' | 'asking' | 'cut' = 'open';
  const sockets = new Set<Socket>();
  const cut = () => {
    state = 'cut';
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (question) => far.write(question));
    far.on('data', (answer) => {
      if (state === 'asking') cut();
      else near.write(answer);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port.');
  const near = new URL(url);
  near.port = String(address.port);
  return {
    url: near.href,
    cutAfterNextQuestion: () => {
      state = 'asking';
    },
    mend: () => {
      state = 'open';
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
