import type { IncomingHttpHeaders } from 'node:http';
import { BaseplateError } from '@baseplate-epr/contracts';

/** A request whose body ends where the limit is crossed. */
export interface LimitedRequest {
  readonly request: Request;
  /** Whether it was crossed. */
  exceeded(): boolean;
  /** 413, for where the handler has not said it in its own words. */
  refusal(): Response;
}

/** What bounds a body. */
export interface BodyLimits {
  /** In bytes. */
  readonly limit: number;
  /** Told how much has come of a body of unknown length; what it gives is waited for. */
  grown(bytes: number): Promise<void> | undefined;
}

/**
 * Bounds the bytes of a request body. Nothing is buffered: a body of announced and acceptable length passes as it is, another
 * passes as a stream that ends with `limit-exceeded` where it becomes too large.
 *
 * @returns `undefined` for a request that is to be taken as it is
 *
 * Whoever reads the body may answer that in the words of its own protocol with 413; otherwise the answer here does.
 */
export function limitBody(
  request: Request,
  headers: IncomingHttpHeaders,
  { limit, grown }: BodyLimits,
): LimitedRequest | undefined {
  const announced = Number(headers['content-length'] ?? 0);
  if (headers['transfer-encoding'] === undefined && announced <= limit) return undefined;
  if (request.body === null) return undefined;
  let exceeded = false;
  const refuse = () => {
    exceeded = true;
    return new BaseplateError({ code: 'limit-exceeded', message: tooLarge(limit) });
  };
  const body =
    announced > limit
      ? new ReadableStream<Uint8Array>({ start: (controller) => controller.error(refuse()) })
      : request.body.pipeThrough(counting({ limit, grown }, refuse));
  const init: RequestInit & { readonly duplex: 'half' } = {
    method: request.method,
    headers: request.headers,
    signal: request.signal,
    body,
    duplex: 'half',
  };
  return {
    request: new Request(request.url, init),
    exceeded: () => exceeded,
    refusal: () =>
      new Response(tooLarge(limit), { status: 413, headers: { 'content-type': 'text/plain; charset=utf-8' } }),
  };
}

function counting({ limit, grown }: BodyLimits, refuse: () => Error): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    async transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > limit) {
        controller.error(refuse());
        return;
      }
      await grown(size);
      controller.enqueue(chunk);
    },
  });
}

function tooLarge(limit: number): string {
  return `The request body is larger than this server accepts (${limit} bytes). Send less at once.`;
}
