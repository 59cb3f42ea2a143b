import { createServer, type Server } from 'node:http';
import { BaseplateError, type Host, type ModuleContext, type RequestHandler } from '@baseplate-epr/contracts';
import { completeOptions, type NodeServerOptions } from './node-server-options.ts';
import { protectedResponse } from './protected-response.ts';
import { createRequestListener } from './request-listener.ts';
import { createUnreadAnswers } from './unread-answers.ts';

/**
 * Milliseconds that an idle connection stays open: longer than the minute that proxies and clients keep theirs, so that it is they who
 * close it. With Node's own five seconds a request could arrive just as its connection was closed, and fail without an answer.
 */
const keepAliveTime = 75_000;

/**
 * The Node.js host: HTTP/1.1 with body limit, compression, security headers and graceful drain.
 *
 * `stop` closes the port at once, answers requests in hand with `connection: close`, and cuts what is left after the drain
 * time.
 */
export function createNodeServer(options: NodeServerOptions): Host {
  const complete = completeOptions(options);
  let context: ModuleContext | undefined;
  let server: Server | undefined;
  let port = complete.port;
  let draining = false;

  return {
    contract: 'host',
    contractVersion: 1,
    get address() {
      return { hostname: complete.hostname, port };
    },
    async start(given) {
      if (!Number.isInteger(complete.port) || complete.port < 0 || complete.port > 65_535) {
        throw new BaseplateError({
          code: 'configuration-invalid',
          message: `The port must be a whole number from 0 to 65535, but is ${String(complete.port)}. Set another port (PORT in the reference assembly).`,
        });
      }
      context = given;
    },
    async listen({ handler }: { handler: RequestHandler }) {
      const listener = createRequestListener({
        options: complete,
        handler,
        draining: () => draining,
        onFailure: () => context?.logger.error('request handler failed; answered 500'),
      });
      const unread = createUnreadAnswers({ limit: complete.unreadLimit, stallTime: complete.stallTime });
      const created = createServer({ ServerResponse: protectedResponse(unread.watch) }, listener);
      created.requestTimeout = 120_000;
      created.keepAliveTimeout = keepAliveTime;
      await listenOn(created, complete);
      server = created;
      const bound = created.address();
      if (bound !== null && typeof bound === 'object') port = bound.port;
      const shown = complete.hostname.includes(':') ? `[${complete.hostname}]` : complete.hostname;
      return { url: `http://${shown}:${port}` };
    },
    async stop() {
      draining = true;
      const closing = server;
      server = undefined;
      if (closing !== undefined) await drain(closing, complete.drainTime);
    },
    async health() {
      return server === undefined
        ? { status: 'fail', reason: 'The server does not listen. Start the assembly.' }
        : { status: 'pass' };
    },
  };
}

function listenOn(server: Server, { hostname, port }: { hostname: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(addressRefused(cause, hostname, port)));
    server.listen(port, hostname, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function addressRefused(cause: NodeJS.ErrnoException, hostname: string, port: number): BaseplateError {
  const why =
    cause.code === 'EADDRINUSE'
      ? 'another program listens there already. Stop it, or give nodeServer another port in the configuration'
      : cause.code === 'EACCES'
        ? 'this user may not use that port. Choose one above 1023'
        : `the address cannot be used on this machine (${cause.code ?? 'unknown reason'}). Check the hostname`;
  return new BaseplateError({
    code: 'address-refused',
    message: `Cannot listen on ${hostname}:${port}, because ${why}.`,
    cause,
  });
}

function drain(server: Server, drainTime: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), drainTime);
    // A kept-alive connection that becomes idle after `close` would otherwise hold the server until its own time-out.
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
