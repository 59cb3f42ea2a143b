import { setTimeout as wait } from 'node:timers/promises';
import { type BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import { createGate } from '../gate.ts';
import { notFhir, notReached, redirectedBy, refusedBy } from './server-error.ts';

/** One request. */
export interface ServerRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Below the base, beginning with `/`, or empty for the base itself; or an absolute URL that the server gave. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Names the interaction in errors, such as `a read`; holds nothing of the request's content. */
  readonly what: string;
  /** Statuses to be given back beside those of success; any other is an error. */
  readonly expected?: readonly number[];
  /** Not made again, whatever comes of it. */
  readonly once?: boolean;
  /** Milliseconds; the options' own time unless given. */
  readonly time?: number;
}

/** An answer, read whole. */
export interface ServerAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Speaks with one server. */
export interface HttpClient {
  /** A request without effect (GET) is made again, twice at most, where the server is busy or cannot be reached; any other is made once. */
  send(request: ServerRequest): Promise<ServerAnswer>;
}

/** Where the server is, and how to speak with it. */
export interface HttpClientOptions {
  readonly url: string;
  readonly token: string | undefined;
  readonly connections: number;
  readonly requestTime: number;
}

/** More than any page that is asked for here comes to, unless the server does not keep to `_count`. */
const answerLimit = 256 * 1024 * 1024;
const pauses = [100, 500];
const redirects = [301, 302, 303, 307, 308];
const busy = [408, 429, 500, 502, 503, 504];

/** Makes a client. Connections are kept open and shared; no more requests than `connections` are under way at once. */
export function createHttpClient({ url, token, connections, requestTime }: HttpClientOptions): HttpClient {
  const gate = createGate(connections);

  async function once(request: ServerRequest): Promise<ServerAnswer> {
    const { method, path, headers = {}, body, what, time = requestTime } = request;
    const signal = AbortSignal.timeout(time);
    try {
      const response = await fetch(addressOf(url, path, what), {
        method,
        headers: {
          accept: 'application/fhir+json',
          ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        signal,
        // A token goes to the address in the configuration and nowhere else.
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      });
      if (redirects.includes(response.status)) throw await redirected(response, request);
      return { status: response.status, headers: response.headers, text: await readText(response, what) };
    } catch (error) {
      if (isBaseplateError(error)) throw error;
      throw notReached(what, error, signal.aborted ? time : undefined);
    }
  }

  async function attempt(request: ServerRequest): Promise<ServerAnswer> {
    const answer = await once(request);
    const { status, text } = answer;
    if ((status >= 200 && status < 300) || request.expected?.includes(status)) return answer;
    throw refusedBy(status, text, request.what);
  }

  return {
    send: (request) =>
      gate.run(async () => {
        for (const pause of request.method === 'GET' && !request.once ? pauses : []) {
          try {
            return await attempt(request);
          } catch (error) {
            if (!mayPass(error)) throw error;
          }
          await wait(pause);
        }
        return attempt(request);
      }),
  };
}

/** A link of the server's own is followed only below its base: it would be sent the token. */
function addressOf(base: string, path: string, what: string): string {
  if (!/^https?:/i.test(path)) return `${base}${path}`;
  if (path === base || path.startsWith(`${base}/`) || path.startsWith(`${base}?`)) return path;
  throw notFhir(what, 'it links to an address outside its own base, where the token must not go');
}

/** Of where it leads, all that can be told: beyond the server's name, an address may have to do with a patient, but not where /metadata leads. */
async function redirected(response: Response, { path, what }: ServerRequest): Promise<BaseplateError> {
  await response.body?.cancel();
  const target = response.headers.get('location');
  if (target === null || !URL.canParse(target, response.url)) return redirectedBy(response.status, { what });
  const { protocol, host, pathname } = new URL(target, response.url);
  return redirectedBy(response.status, {
    what,
    to: `${protocol}//${host}${path === '/metadata' ? pathname : ''}`,
  });
}

function mayPass(error: unknown): boolean {
  if (!isBaseplateError(error) || error.code !== 'storage-unavailable') return false;
  const { status } = error.details;
  return status === undefined ? error.cause !== undefined : busy.includes(Number(status));
}

async function readText(response: Response, what: string): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const pieces: string[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > answerLimit) throw notFhir(what, `it is longer than ${answerLimit} bytes`);
    pieces.push(decoder.decode(chunk, { stream: true }));
  }
  pieces.push(decoder.decode());
  return pieces.join('');
}
