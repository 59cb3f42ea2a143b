import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseExactly } from './exact-json.ts';
import { smallStatement } from './small-statement.ts';
import {
  createSmallStore,
  type SmallServerBehaviour,
  type SmallStore,
  type SmallVersion,
  type SmallWrite,
} from './small-store.ts';

/** What a test can have happen to the next request that is a POST. */
export type Mishap = 'lost before' | 'lost after' | 'busy' | 'silent';

/** An R4 server written from the specification for these tests: no search, no conditional delete, no profiles, offset paging. */
export interface SmallServer {
  readonly url: string;
  readonly store: SmallStore;
  /** Paths with queries of all requests, in their order. */
  readonly requests: readonly string[];
  /** What becomes of the next POSTs, one after the other. */
  readonly mishaps: Mishap[];
  /** Stops listening, and begins again at the same address. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly etag?: string;
}

const token = 'token of the small server';

/** Starts one. It wants {@link smallServerToken}. */
export async function startSmallServer(behaviour: SmallServerBehaviour): Promise<SmallServer> {
  const store = createSmallStore(behaviour);
  const requests: string[] = [];
  const mishaps: Mishap[] = [];
  let url = '';

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const { pathname, searchParams, search } = new URL(request.url ?? '', url);
    requests.push(`${request.method} ${pathname.slice('/r4'.length)}${search}`);
    if (request.headers.authorization !== `Bearer ${token}`)
      return end(response, { status: 401, body: outcome('login') });
    const mishap = request.method === 'POST' ? mishaps.shift() : undefined;
    if (mishap === 'busy') return end(response, { status: 503, body: outcome('transient') });
    if (mishap === 'silent') return;
    if (mishap === 'lost before') return void response.destroy();
    const path = pathname.split('/').slice(2).filter(Boolean);
    const answer = answerTo({ request, path, parameters: searchParams, text });
    if (mishap === 'lost after') return void response.destroy();
    end(response, answer);
  }

  interface Asked {
    readonly request: IncomingMessage;
    readonly path: readonly string[];
    readonly parameters: URLSearchParams;
    readonly text: string;
  }

  function answerTo({ request, path, parameters, text }: Asked): Answer {
    const [type = '', id = '', third, versionId] = path;
    if (request.method === 'GET' && type === 'metadata') return { status: 200, body: smallStatement(behaviour) };
    if (request.method === 'POST' && path.length === 0)
      return transaction(parseExactly(text, behaviour.roundsDecimals));
    if (path.includes('_history') && versionId === undefined) return history(path, parameters);
    if (request.method === 'GET') {
      const versions = store.versions(type, id);
      const wanted = third === '_history' ? versions.find((one) => one.versionId === versionId) : versions.at(-1);
      if (wanted === undefined) return { status: 404, body: outcome('not-found') };
      if (wanted.resource === undefined) return { status: 410, body: outcome('deleted') };
      const etag = `W/"${wanted.versionId}"`;
      if (request.headers['if-none-match'] === etag) return { status: 304, etag };
      return { status: 200, body: wanted.resource, etag };
    }
    if (request.method !== 'PUT') return { status: 405, body: outcome('not-supported') };
    const resource = parseExactly(text, behaviour.roundsDecimals) as Record<string, unknown>;
    const done = store.write([{ type, id, resource, ifNoneMatch: request.headers['if-none-match'] }]);
    return done === 412 ? { status: 412, body: outcome('conflict') } : { status: 200, body: done[0]?.resource };
  }

  function transaction(bundle: unknown): Answer {
    const { entry = [] } = bundle as {
      entry?: { request: Record<string, string>; resource?: Record<string, unknown> }[];
    };
    const writes = entry.map(({ request, resource }): SmallWrite & { valid: boolean } => {
      const [type = '', id = ''] = (request.url ?? '').split('/');
      const valid =
        behaviour.types.includes(type) &&
        (resource === undefined || (resource.resourceType === type && resource.id === id));
      const ifMatch = request.ifMatch === undefined ? undefined : /"(.+)"/.exec(request.ifMatch)?.[1];
      return { type, id, ...(resource === undefined ? {} : { resource }), ifMatch, valid };
    });
    if (writes.some(({ valid }) => !valid)) return { status: 422, body: outcome('invalid') };
    const done = store.write(writes);
    if (done === 412) return { status: 412, body: outcome('conflict') };
    const entries = done.map(({ versionId, lastUpdated }) => ({
      response: { status: '200', etag: `W/"${versionId}"`, lastModified: lastUpdated },
    }));
    return { status: 200, body: { resourceType: 'Bundle', type: 'transaction-response', entry: entries } };
  }

  function history(path: readonly string[], parameters: URLSearchParams): Answer {
    const [type, id] = path.filter((part) => part !== '_history');
    const since = Date.parse(parameters.get('_since') ?? '1970-01-01');
    const count = Number(parameters.get('_count') ?? '10');
    const offset = Number(parameters.get('_offset') ?? '0');
    const all = store.log
      .filter((version) => (type === undefined || version.type === type) && (id === undefined || version.id === id))
      .filter(({ lastUpdated }) => Date.parse(lastUpdated) >= since)
      .toReversed();
    const next = new URL(`${url}/${path.join('/')}?${parameters}`);
    next.searchParams.set('_offset', String(offset + count));
    const link = offset + count < all.length ? [{ relation: 'next', url: next.href }] : [];
    const entry = all.slice(offset, offset + count).map(historyEntry);
    return { status: 200, body: { resourceType: 'Bundle', type: 'history', total: all.length, link, entry } };
  }

  const listener = (request: IncomingMessage, response: ServerResponse) =>
    void serve(request, response).catch((error: unknown) => end(response, { status: 500, body: String(error) }));
  let server: Server = await listening(createServer(listener), 0);
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/r4`;
  const pause = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url,
    store,
    requests,
    mishaps,
    pause,
    resume: async () => {
      server = await listening(createServer(listener), port);
    },
    stop: pause,
  };
}

/** The token that a small server wants. */
export const smallServerToken = token;

function historyEntry({ type, id, versionId, lastUpdated, resource }: SmallVersion): object {
  const response = {
    status: resource === undefined ? '204' : '200',
    etag: `W/"${versionId}"`,
    lastModified: lastUpdated,
  };
  const request = { method: resource === undefined ? 'DELETE' : 'PUT', url: `${type}/${id}` };
  return resource === undefined ? { request, response } : { resource, request, response };
}

function outcome(code: string): object {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics: 'Smith 9990000018' }] };
}

function end(response: ServerResponse, { status, body, etag }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json', ...(etag === undefined ? {} : { etag }) });
  response.end(body === undefined || status === 304 ? undefined : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

function listening(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
