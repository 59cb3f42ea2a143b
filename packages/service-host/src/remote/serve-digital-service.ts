import type { DigitalService, ModuleContext } from '@baseplate-epr/contracts';
import { borrowedContext } from '../hosted/borrowed-context.ts';
import { isSigned, signatureHeader } from './call-signature.ts';
import { farAsk, farRecord } from './far-context.ts';
import { createOnlyOnce } from './only-once.ts';
import { answeredBy, type RemoteQuestion } from './remote-call.ts';

/** How a service is served to a record elsewhere. */
export interface ServeOptions {
  /** The secret that the record's configuration names. Who does not know it is told nothing. At least 32 characters. */
  readonly secret: string;
  /** Clock, log and randomness for the service. */
  readonly context: ModuleContext;
}

/** A service that is served. */
export interface ServedService {
  /** Answers what comes to the service's address. Never rejects. */
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
}

/**
 * Serves a digital service to a record that runs elsewhere: give its `fetch` to any server that speaks web-standard requests, behind TLS. The
 * service is the same as beside the record; a user interface cannot be served so, since its pages need what only the record's process has.
 *
 * Only calls signed with the secret are answered, each once, and within a minute of being signed.
 *
 * @throws Error if the secret is too short to be one
 */
export async function serveDigitalService(service: DigitalService, options: ServeOptions): Promise<ServedService> {
  const { secret, context } = options;
  if (secret.length < 32)
    throw new Error('The secret is shorter than 32 characters. Make a longer one: openssl rand -hex 32.');
  await service.start(context);
  const isFirst = createOnlyOnce(context.clock);

  async function call(
    { id, request, context: given, record }: Extract<RemoteQuestion, { kind: 'call' }>,
    signal: AbortSignal,
  ) {
    if (!isFirst(id)) return refusal();
    const { url, method, headers, body } = request;
    const inner = new Request(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      signal,
      ...(body === undefined ? {} : { body: Buffer.from(body, 'base64') }),
    });
    const lent = { record: farRecord(record, signal), ask: farAsk(record, signal), signal };
    const response = await service.fetch(inner, borrowedContext({ ...given, call: 0 }, lent));
    const answer = new Headers(response.headers);
    answer.set(answeredBy, service.manifest.name);
    return new Response(response.body, { status: response.status, headers: answer });
  }

  return {
    async fetch(request) {
      try {
        const text = await request.text();
        if (!isSigned(secret, context.clock.now(), text, request.headers.get(signatureHeader))) return refusal();
        const question: RemoteQuestion = JSON.parse(text);
        if (question.kind === 'call') return await call(question, request.signal);
        const told = question.kind === 'manifest' ? manifestOf(service) : await service.health();
        return Response.json(told, { headers: { [answeredBy]: service.manifest.name } });
      } catch {
        // What a service throws may hold patient data: that it failed is enough.
        context.logger.error('a call failed');
        return new Response(null, { status: 500 });
      }
    },
    stop: () => service.stop(),
  };
}

function manifestOf({ contract, contractVersion, manifest }: DigitalService): object {
  return { contract, contractVersion, manifest };
}

function refusal(): Response {
  return new Response('Only the record may call, and each call once.\n', { status: 401 });
}
