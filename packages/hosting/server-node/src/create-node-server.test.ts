import { connect } from 'node:net';
import type { Host, ModuleContext, RequestHandler } from '@baseplate-epr/contracts';
import { afterEach, expect, test } from 'vitest';
import { createNodeServer } from './create-node-server.ts';
import type { NodeServerOptions } from './node-server-options.ts';

const context: ModuleContext = {
  clock: { now: () => 0 },
  logger: { info() {}, warn() {}, error() {} },
  randomBytes: (size) => new Uint8Array(size),
};
const started: Host[] = [];

async function serve(handler: RequestHandler, options: NodeServerOptions = {}) {
  const host = createNodeServer({ port: 0, ...options });
  started.push(host);
  await host.start(context);
  return { host, url: (await host.listen({ handler })).url };
}

afterEach(async () => {
  for (const host of started.splice(0)) await host.stop();
});

test('hands over the request and returns the answer with protective headers', async () => {
  const { url } = await serve(async (request, connection) =>
    Response.json({ method: request.method, path: new URL(request.url).pathname, remote: connection.remoteAddress }),
  );
  const response = await fetch(`${url}/a/b`, { method: 'POST', body: 'x' });
  expect(await response.json()).toEqual({ method: 'POST', path: '/a/b', remote: '127.0.0.1' });
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('keeps a policy the handler has set', async () => {
  const { url } = await serve(
    async () => new Response('', { headers: { 'content-security-policy': "default-src 'self'" } }),
  );
  expect((await fetch(url)).headers.get('content-security-policy')).toBe("default-src 'self'");
});

test('refuses a body over the limit, announced or not', async () => {
  const { url } = await serve(async (request) => new Response(String((await request.text()).length)), {
    bodyLimit: 10,
  });
  expect((await fetch(url, { method: 'POST', body: '0123456789' })).status).toBe(200);
  expect((await fetch(url, { method: 'POST', body: '0123456789a' })).status).toBe(413);
  const inPieces = (text: string): RequestInit & { duplex: 'half' } => ({
    method: 'POST',
    body: new Blob([text]).stream(),
    duplex: 'half',
  });
  expect((await fetch(url, inPieces('0123456789ab'))).status).toBe(413);
  expect(await (await fetch(url, inPieces('01234'))).text()).toBe('5');
});

test('methods without a body need not announce its length', async () => {
  const { url } = await serve(async (request) => new Response(`${request.method} ${(await request.text()).length}`));
  for (const method of ['GET', 'DELETE', 'OPTIONS', 'POST', 'PUT']) {
    expect(await (await fetch(url, { method })).text()).toBe(`${method} 0`);
  }
});

test('a handler may refuse a body that is too large in its own words', async () => {
  const { url } = await serve(
    async (request) => {
      const code = await request.text().catch((error: { code?: string }) => error.code);
      return new Response(code, { status: 413 });
    },
    { bodyLimit: 10 },
  );
  const refused = await fetch(url, { method: 'POST', body: '0123456789a' });
  expect([refused.status, await refused.text()]).toEqual([413, 'limit-exceeded']);
});

test('compresses long answers for clients that accept it', async () => {
  const { url } = await serve(
    async () => new Response('a'.repeat(5000), { headers: { 'content-type': 'text/plain' } }),
  );
  const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.text()).toHaveLength(5000);
});

test('compresses an answer of known length whole, and leaves a short one as it is', async () => {
  const { url } = await serve(async (request) => {
    const text = 'a'.repeat(Number(new URL(request.url).pathname.slice(1)));
    const headers = { 'content-type': 'application/fhir+json', 'content-length': String(text.length), etag: '"1"' };
    return new Response(text, { headers });
  });
  const long = await fetch(`${url}/5000`, { headers: { 'accept-encoding': 'gzip' } });
  expect([long.headers.get('content-encoding'), long.headers.get('etag')]).toEqual(['gzip', 'W/"1"']);
  expect(long.headers.get('vary')).toBe('accept-encoding');
  expect(await long.text()).toHaveLength(5000);
  const short = await fetch(`${url}/100`, { headers: { 'accept-encoding': 'gzip' } });
  expect([short.headers.get('content-encoding'), short.headers.get('content-length')]).toEqual([null, '100']);
  const plain = await fetch(`${url}/5000`, { headers: { 'accept-encoding': 'gzip;q=0' } });
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, 'a'.repeat(5000)]);
});

test('keeps an idle connection longer than clients and proxies do', async () => {
  const { url } = await serve(async () => new Response('a'));
  expect((await fetch(url)).headers.get('keep-alive')).toBe('timeout=75');
});

test.each([30_000, 200_000, 6_000_000])(
  'an upload of %i bytes that is refused in the middle costs nobody the next request',
  async (size) => {
    const { url } = await serve(async ({ method, body }) => {
      if (method === 'GET') return new Response('here');
      let seen = 0;
      for await (const chunk of body ?? []) {
        seen += chunk.byteLength;
        if (seen < 0.8 * size) continue;
        // Time for the client to get the rest off its hands.
        await new Promise((resolve) => setTimeout(resolve, 200));
        break;
      }
      return new Response('away', { status: 503 });
    });
    const refused = await fetch(url, { method: 'POST', body: new Uint8Array(size) });
    expect([refused.status, await refused.text()]).toEqual([503, 'away']);
    // The adapter cuts a connection whose body it cannot skip within half a second.
    for (let request = 0; request < 30; request += 1) {
      expect(await (await fetch(url)).text()).toBe('here');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  },
);

test('says what is wrong when the port is taken', async () => {
  const { host } = await serve(async () => new Response(''));
  const second = createNodeServer({ port: host.address.port });
  await second.start(context);
  await expect(second.listen({ handler: async () => new Response('') })).rejects.toMatchObject({
    code: 'address-refused',
    message: expect.stringContaining('another program listens there already'),
  });
});

test('refuses a port that is no port', async () => {
  await expect(createNodeServer({ port: Number.NaN }).start(context)).rejects.toMatchObject({
    code: 'configuration-invalid',
  });
});

test('a request in hand is finished by stop, new connections are refused', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived = () => {};
  const inHand = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const { host, url } = await serve(async () => {
    arrived();
    await held;
    return new Response('finished');
  });
  const answer = fetch(url);
  await inHand;
  const stopping = host.stop();
  await expect(fetch(url)).rejects.toThrow();
  release();
  expect(await (await answer).text()).toBe('finished');
  await stopping;
});

test('answers 500 without detail when the handler throws, and 400 to what is not HTTP', async () => {
  const { host, url } = await serve(async () => {
    throw new Error('EDWARDS, Mary');
  });
  const response = await fetch(url);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('EDWARDS');
  const raw = await new Promise<string>((resolve) => {
    const socket = connect(host.address.port, '127.0.0.1', () => socket.write('GIBBERISH\r\n\r\n'));
    socket.on('data', (data) => resolve(data.toString()));
  });
  expect(raw).toContain('400');
});
