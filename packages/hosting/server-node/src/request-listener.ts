import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from '@baseplate-epr/contracts';
import { getRequestListener } from '@hono/node-server';
import { createBodiesInHand } from './bodies-in-hand.ts';
import { acceptedEncoding, compressAnswer } from './compress-answer.ts';
import { handOverByTurn } from './hand-over-by-turn.ts';
import { limitBody } from './limit-body.ts';
import type { CompleteNodeServerOptions } from './node-server-options.ts';

/** What the listener needs. */
export interface RequestListenerOptions {
  readonly options: CompleteNodeServerOptions;
  readonly handler: RequestHandler;
  readonly draining: () => boolean;
  readonly onFailure: () => void;
}

/**
 * What Node's server calls: the adapter of Hono makes web-standard requests and writes answers, and there is one route only, so no
 * router.
 *
 * The adapter replaces the global `Response` by one that keeps text and headers as they were given until somebody looks into it: Node's own
 * costs as much as reading a resource.
 */
export function createRequestListener({ options, handler, draining, onFailure }: RequestListenerOptions) {
  const { bodyLimit, bodiesLimit, compressFrom } = options;
  const bodies = createBodiesInHand(bodiesLimit, bodyLimit);

  const failed = () => {
    // The handler promises not to throw. What it threw may hold patient data, so only the fact is told.
    onFailure();
    return new Response(
      'The server could not answer this request. Nothing is known to have been changed; look before you repeat it.',
      { status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' } },
    );
  };

  const handle = async (request: Request, { headers, socket }: IncomingMessage): Promise<Response> => {
    const remoteAddress = socket.remoteAddress ?? 'unknown';
    if (!hasBody(headers)) return handler(request, { remoteAddress }).catch(failed);
    const room = bodies.room(headers);
    const limited = limitBody(request, headers, { limit: bodyLimit, grown: room.grown });
    try {
      if (room.announced !== undefined) await room.announced;
      const response = await handler(limited?.request ?? request, { remoteAddress }).catch(failed);
      return limited?.exceeded() && response.status !== 413 ? limited.refusal() : response;
    } finally {
      room.leave();
    }
  };

  const answer = async (request: Request, incoming: IncomingMessage): Promise<Response> => {
    const response = await handle(request, incoming);
    if (compressFrom === false || request.method === 'HEAD') return response;
    const encoding = acceptedEncoding(incoming.headers['accept-encoding']);
    return encoding === undefined ? response : compressAnswer(response, encoding, compressFrom);
  };

  const listener = getRequestListener(async (request, environment) => {
    // HTTP/1.1 is all that this server speaks.
    const { incoming, outgoing } = environment as { incoming: IncomingMessage; outgoing: ServerResponse };
    const response = await answer(request, incoming);
    if (draining() || isLeftUnread(incoming)) outgoing.setHeader('connection', 'close');
    return response;
  });
  return handOverByTurn(listener);
}

/** Whether a request brings a body (RFC 9112 §6.3). */
function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/**
 * Whether a request was answered before its body had been read, as an upload is that is refused in the middle. What is left of it stands in
 * the way of the next request on the connection, so the client is told to use another (RFC 9112 §9.6). A small body that nobody has touched
 * is skipped by the adapter.
 */
function isLeftUnread({ method, readableEnded, readableDidRead, complete }: IncomingMessage): boolean {
  return method !== 'GET' && method !== 'HEAD' && !readableEnded && (readableDidRead || !complete);
}
