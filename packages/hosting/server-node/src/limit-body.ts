import { BaseplateError } from '@baseplate-epr/contracts';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';

/**
 * Bounds the bytes of a request body. Nothing is buffered: a body of announced and acceptable length passes as it is, another
 * passes as a stream that ends with `limit-exceeded` where it becomes too large.
 *
 * Whoever reads the body may answer that in the words of its own protocol with 413; otherwise the answer here does.
 */
export function limitBody(limit: number): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const { 'content-length': announced, 'transfer-encoding': chunked } = c.env.incoming.headers;
    if (chunked === undefined && Number(announced ?? 0) <= limit) return next();
    const { raw } = c.req;
    if (raw.body === null) return next();
    let exceeded = false;
    const refuse = () => {
      exceeded = true;
      return new BaseplateError({ code: 'limit-exceeded', message: tooLarge(limit) });
    };
    const body =
      Number(announced ?? 0) > limit
        ? new ReadableStream<Uint8Array>({ start: (controller) => controller.error(refuse()) })
        : raw.body.pipeThrough(counting(limit, refuse));
    // Made from its parts: what the adapter hands over is no Request of Node's own, and Node refuses to copy it.
    const init: RequestInit & { readonly duplex: 'half' } = {
      method: raw.method,
      headers: raw.headers,
      signal: raw.signal,
      body,
      duplex: 'half',
    };
    c.req.raw = new Request(raw.url, init);
    await next();
    if (exceeded && c.res.status !== 413) c.res = c.text(tooLarge(limit), 413);
    return undefined;
  };
}

function counting(limit: number, refuse: () => Error): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > limit) controller.error(refuse());
      else controller.enqueue(chunk);
    },
  });
}

function tooLarge(limit: number): string {
  return `The request body is larger than this server accepts (${limit} bytes). Send less at once.`;
}
