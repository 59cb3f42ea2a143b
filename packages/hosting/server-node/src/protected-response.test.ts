import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { protectedResponse } from './protected-response.ts';
import { securityHeaders } from './security-headers.ts';

let server: ReturnType<typeof createServer> | undefined;
afterEach(() => server?.close());

async function headersOf(answer: (outgoing: ServerResponse) => void): Promise<Headers> {
  const created = createServer({ ServerResponse: protectedResponse(() => undefined) }, (_incoming, outgoing) =>
    answer(outgoing),
  );
  server = created;
  await new Promise<void>((resolve) => created.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(created.address() as AddressInfo).port}`);
  await response.arrayBuffer();
  return response.headers;
}

const names = Object.keys(securityHeaders);

test.each<[string, (outgoing: ServerResponse) => void]>([
  ['no headers at all', (outgoing) => outgoing.end('x')],
  ['a plain object', (outgoing) => outgoing.writeHead(200, { 'content-type': 'text/plain' }).end('x')],
  ['a reason', (outgoing) => outgoing.writeHead(200, 'Fine', { 'content-type': 'text/plain' }).end('x')],
  ['a list', (outgoing) => outgoing.writeHead(200, ['content-type', 'text/plain']).end('x')],
])('the headers that protect a browser are there with %s', async (_how, answer) => {
  const headers = await headersOf(answer);
  for (const name of names) expect(headers.get(name)).toBe(securityHeaders[name]);
});

test('a header of the handler replaces ours, however it writes the name, and goes out once', async () => {
  const own = { 'Content-Security-Policy': "default-src 'self'", VARY: 'accept' };
  const headers = await headersOf((outgoing) => outgoing.writeHead(200, own).end('x'));
  expect(headers.get('content-security-policy')).toBe("default-src 'self'");
  expect(headers.get('vary')).toBe('accept');
  expect(headers.get('x-frame-options')).toBe('DENY');
});
