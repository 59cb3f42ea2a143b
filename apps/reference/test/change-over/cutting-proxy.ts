import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that may be cut, as by a proxy between two houses that is restarted. */
export interface CuttingProxy {
  readonly origin: string;
  /** Where it leads; nowhere before. */
  leadTo(port: number): void;
  /** Cuts every connection, and refuses new ones until it is mended. */
  cut(): void;
  /** Does so once so many bytes more have gone through, in the middle of what they belong to. */
  cutAfter(bytes: number): void;
  isCut(): boolean;
  mend(): void;
  close(): Promise<void>;
}

/** Opens one on a port of its own. It knows nothing of what goes through. */
export async function cuttingProxy(): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let target = 0;
  let left = Number.POSITIVE_INFINITY;
  let isCut = false;
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const pass = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    from.on('end', () => to.end());
    from.on('data', (chunk) => {
      to.write(chunk.subarray(0, Math.min(chunk.length, left)));
      left -= chunk.length;
      if (left <= 0) cut();
    });
  };
  const server = createServer({ allowHalfOpen: true }, (caller) => {
    if (isCut) {
      caller.on('error', () => undefined);
      caller.resetAndDestroy();
      return;
    }
    const called = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    pass(caller, called);
    pass(called, caller);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(port) {
      target = port;
    },
    cut,
    cutAfter(bytes) {
      left = bytes;
    },
    isCut: () => isCut,
    mend() {
      left = Number.POSITIVE_INFINITY;
      isCut = false;
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
