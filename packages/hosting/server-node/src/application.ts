import type { RequestHandler } from '@baseplate-epr/contracts';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { limitBody } from './limit-body.ts';
import type { CompleteNodeServerOptions } from './node-server-options.ts';
import { addSecurityHeaders } from './security-headers.ts';

/** What the Hono application needs. */
export interface ApplicationOptions {
  readonly options: CompleteNodeServerOptions;
  readonly handler: RequestHandler;
  readonly draining: () => boolean;
  readonly onFailure: () => void;
}

/** The Hono application around the assembly's handler. */
export function createApplication({ options, handler, draining, onFailure }: ApplicationOptions) {
  const application = new Hono<{ Bindings: HttpBindings }>();
  application.use(async (c, next) => {
    await next();
    addSecurityHeaders(c.res.headers);
    if (draining()) c.res.headers.set('connection', 'close');
  });
  if (options.compressFrom !== false) application.use(compress({ threshold: options.compressFrom }));
  application.use(limitBody(options.bodyLimit));
  application.all('*', async (c) => {
    try {
      return await handler(c.req.raw, { remoteAddress: c.env.incoming.socket.remoteAddress ?? 'unknown' });
    } catch {
      // The handler promises not to throw. What it threw may hold patient data, so only the fact is told.
      onFailure();
      return c.text(
        'The server could not answer this request. Nothing is known to have been changed; look before you repeat it.',
        500,
      );
    }
  });
  return application;
}
